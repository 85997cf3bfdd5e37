#!/usr/bin/env bash
# What `make bench` measures: Norma beside its peers on the workload of ../shared/bench, written as Benchmarks/speed.md and
# Benchmarks/speed.svg; what the store takes of a million evaluations; and the instruction counts, which fail it.
# Peers are fetched into PEERS, once; where they cannot be, Norma runs alone and says so.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=../shared/bench
[ -d "$shared" ] || { echo "SKIPPED: $shared is not here"; exit 0; }
scratch=${SCRATCH:-.build/bench}
peers=${PEERS:-${XDG_CACHE_HOME:-$HOME/.cache}/norma-bench-peers}
export PYTHONDONTWRITEBYTECODE=1

mkdir -p "$scratch" "$peers"
cp "$shared"/*.py "$shared"/*.cpp "$shared"/setup-peers.sh "$peers"
if [ ! -e "$peers/complete" ]; then
    echo "fetching the peers into $peers"
    if DEST=$peers timeout 600 bash "$peers/setup-peers.sh"; then touch "$peers/complete"; else rm -rf "$peers/.venv-peers"; fi
fi

python3 Benchmarks/compare.py "$peers" "$scratch"
python3 Benchmarks/report.py "$scratch" Benchmarks
echo
cat Benchmarks/speed.md

echo
echo "rules of a hundred forms"
for k in 1 12; do
    python3 Benchmarks/varied.py "$peers" "$scratch" 10000 100 $k
    taskset -c 0 .build/release/norma-bench sets "$scratch/varied-100-$k.norma" "$scratch/r10000.ndjson" "$scratch/varied-10000-100-$k.txt"
done

echo
echo "the store, one core"
python3 Benchmarks/estate.py "$scratch" 100000
taskset -c 0 .build/release/norma-bench store "$scratch/estate-100000"

echo
Benchmarks/instructions.sh
