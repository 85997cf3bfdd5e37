#!/usr/bin/env bash
# Instructions of whole processes, held against Benchmarks/figures.txt: more than 3 % above a figure there fails the run. They do not
# depend on the machine's mood, so that a change that costs speed is seen where clocks show nothing. `--write` writes them instead.
# Some half a minute of processor time, so that a test counts too wherever a release build is there.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=../shared/bench
[ -d "$shared" ] || { echo "SKIPPED: instruction counts want $shared, which is not here"; exit 0; }
command -v valgrind >/dev/null || { echo "SKIPPED: instruction counts want valgrind, which is not here"; exit 0; }
scratch=${SCRATCH:-.build/bench}
peers=$scratch/workload
mkdir -p "$peers"
cp "$shared"/*.py "$peers"
export PYTHONDONTWRITEBYTECODE=1 SWIFT_DETERMINISTIC_HASHING=1

bench=.build/release/norma-bench norma=.build/release/norma
for k in 1 10 100; do python3 Benchmarks/workload.py "$peers" "$scratch" r1000 $k; done
python3 Benchmarks/estate.py "$scratch" 1000
python3 Benchmarks/varied.py "$shared" "$scratch" 1000 100 12
head -n 1 "$scratch/r1000.ndjson" > "$scratch/one.ndjson"

count() { # NAME COMMAND…
    local name=$1 log code=0 highest=0
    shift
    log=$(mktemp)
    # What 'norma' says of resources is nothing to this run; 'norma-bench' ends with 1 where its answers are not the reference's.
    if [ "$1" = "$norma" ]; then highest=1; fi
    valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null "$@" >/dev/null 2>"$log" || code=$?
    if [ "$code" -gt "$highest" ]; then
        echo "$name: ended with $code" >&2
        cat "$log" >&2
        exit 1
    fi
    awk -v name="$name" '/I +refs:/ { gsub(",", "", $NF); printf "%-44s %15s\n", name, $NF; found = 1 } END { exit !found }' "$log" ||
        { cat "$log"; exit 1; }
    rm "$log"
}

evaluate() { # FACTOR
    count "parse and evaluate, $((12 * $1)) rules" $bench count "$scratch/rules-$1.norma" "$scratch/r1000.ndjson" \
        "$scratch/failing-r1000-$1.txt"
}

# Two at a time, each with half of the work: what one process takes does not depend on another.
figures() {
    local part first
    part=$(mktemp -d)
    {
        count "parse" $bench parse "$scratch/r1000.ndjson"
        evaluate 1
        count "norma check, 12 rules" $norma check "$scratch/rules-1.norma"
        count "norma check, the bundled library" $norma check rules
        count "joins, 5000 x 5000" $bench joins 5000
        count "store, 10,000 evaluations" $bench store "$scratch/estate-1000" 0
    } >"$part/a" &
    first=$!
    {
        count "norma eval, 12 rules on 1 resource" $norma eval --rules "$scratch/rules-1.norma" \
            --inventory "$scratch/one.ndjson" --as-of 2026-11-01T00:00:00Z
        evaluate 10
        evaluate 100
        count "parse and evaluate, 1200 rules of 100 forms" $bench count "$scratch/varied-100-12.norma" "$scratch/r1000.ndjson" \
            "$scratch/varied-1000-100-12.txt"
        count "joins, 10000 x 10000" $bench joins 10000
    } >"$part/b"
    wait $!
    wait $first
    cat "$part/a" "$part/b"
    rm -r "$part"
}

title="instructions of whole processes (release, cachegrind, SWIFT_DETERMINISTIC_HASHING=1): 1,000 resources; with rules, each twice"
{ echo "$title"; figures; } >"$scratch/figures.txt"
cat "$scratch/figures.txt"
if [ "${1:-}" = --write ]; then
    cp "$scratch/figures.txt" Benchmarks/figures.txt
else
    failed=0
    awk 'FNR == 1 { next }
        { value = $NF; $NF = ""; name = $0 }
        NR == FNR { kept[name] = value; next }
        !(name in kept) { print "no figure is kept for " name; failed = 1; next }
        value > kept[name] * 1.03 { printf "%s: %.1f %% above its figure\n", name, (value / kept[name] - 1) * 100; failed = 1 }
        value < kept[name] * 0.97 { printf "%s: %.1f %% below its figure; keep it with --write\n", name, (1 - value / kept[name]) * 100 }
        END { exit failed }' Benchmarks/figures.txt "$scratch/figures.txt" || failed=1
    awk '/^joins/ { value[++n] = $NF }
        END { ratio = value[2] / value[1]; printf "twice the resources to join: %.2f times the instructions\n", ratio; exit ratio > 2.2 }' \
        "$scratch/figures.txt" || failed=1
    exit $failed
fi
