#!/usr/bin/env bash
# The speed workload of ../shared/bench, what the store takes of a million evaluations, and instruction counts, held against
# Benchmarks/figures.txt: more than 3 % above a figure there fails the run. `--write` writes them instead.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=../shared/bench
[ -d "$shared" ] || { echo "SKIPPED: $shared is not here"; exit 0; }
scratch=${SCRATCH:-.build/bench}
swift build -c release --product norma-bench
bench=.build/release/norma-bench

echo "microseconds a resource, one core, from JSON text to the set of failing rules"
for k in 1 10 100; do
    python3 Benchmarks/workload.py "$shared" "$scratch" 10000 $k
    taskset -c 0 $bench "$scratch/rules-$k.norma" "$scratch/r10000.ndjson" "$scratch/failing-10000-$k.txt" 5
    taskset -c 0 $bench lines "$scratch/rules-$k.norma" "$scratch/r10000.ndjson" "$scratch/failing-10000-$k.txt" 5
done
python3 Benchmarks/workload.py "$shared" "$scratch" 100000 1
taskset -c 0 $bench "$scratch/rules-1.norma" "$scratch/r100000.ndjson" "$scratch/failing-100000-1.txt" 2

echo
echo "rules of a hundred forms"
for k in 1 12; do
    python3 Benchmarks/varied.py "$shared" "$scratch" 10000 100 $k
    taskset -c 0 $bench "$scratch/varied-100-$k.norma" "$scratch/r10000.ndjson" "$scratch/varied-10000-100-$k.txt" 5
done

echo
echo "a rule that ranges over other resources, one core"
for n in 25000 50000 100000; do taskset -c 0 $bench joins $n; done

echo
echo "the store, one core"
python3 Benchmarks/estate.py "$scratch" 100000
taskset -c 0 $bench store "$scratch/estate-100000"
echo

# valgrind 3.19 gives up on the compiler's debug information.
strip -o "$scratch/norma-bench" $bench
strip -o "$scratch/norma" .build/release/norma

count() { # NAME COMMAND…: instructions of a whole process
    local name=$1; shift
    # What the command decides is its exit code, and nothing to this run.
    { SWIFT_DETERMINISTIC_HASHING=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null || true; } |
        awk -v name="$name" '/Collected/ { printf "%-44s %15s\n", name, $4 }'
}
figures() {
    echo "instructions of whole processes (release, callgrind, SWIFT_DETERMINISTIC_HASHING=1): 1,000 resources; with rules, each twice"
    count "parse" "$scratch/norma-bench" parse "$scratch/r1000.ndjson"
    for k in 1 10 100; do
        python3 Benchmarks/workload.py "$shared" "$scratch" 1000 $k
        count "parse and evaluate, $((12 * k)) rules" "$scratch/norma-bench" "$scratch/rules-$k.norma" "$scratch/r1000.ndjson" "$scratch/failing-1000-$k.txt" 1
    done
    python3 Benchmarks/estate.py "$scratch" 1000
    count "store, 10,000 evaluations" "$scratch/norma-bench" store "$scratch/estate-1000" 0
    python3 Benchmarks/varied.py "$shared" "$scratch" 1000 100 12
    count "parse and evaluate, 1200 rules of 100 forms" "$scratch/norma-bench" "$scratch/varied-100-12.norma" "$scratch/r1000.ndjson" \
        "$scratch/varied-1000-100-12.txt" 1
    for n in 5000 10000; do count "joins, $n x $n" "$scratch/norma-bench" joins $n; done
    count "norma eval, one file" "$scratch/norma" eval --rules rules/internet-svcs/cis_tls_version.norma \
        --inventory rules/inventory/kestrel-prod/edge.yaml --as-of 2026-11-01T00:00:00Z
}
python3 Benchmarks/workload.py "$shared" "$scratch" 1000 1
if [ "${1:-}" = --write ]; then
    figures | tee Benchmarks/figures.txt
else
    figures | tee "$scratch/figures.txt"
    awk 'FNR == 1 { next }
        { value = $NF; $NF = ""; name = $0 }
        NR == FNR { kept[name] = value; next }
        !(name in kept) { print "no figure is kept for " name; failed = 1; next }
        value > kept[name] * 1.03 { printf "%s: %.1f %% above its figure\n", name, (value / kept[name] - 1) * 100; failed = 1 }
        value < kept[name] * 0.97 { printf "%s: %.1f %% below its figure; keep it with --write\n", name, (1 - value / kept[name]) * 100 }
        END { exit failed }' Benchmarks/figures.txt "$scratch/figures.txt"
    awk '/^joins/ { value[++n] = $NF }
        END { ratio = value[2] / value[1]; printf "twice the resources to join: %.2f times the instructions\n", ratio; exit ratio > 2.2 }' \
        "$scratch/figures.txt"
fi
