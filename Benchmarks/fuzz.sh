#!/usr/bin/env bash
# libFuzzer with the address sanitizer on each target: the JSON and YAML readers, rule text through the compiler, (rule, document)
# through machine and tracer, and files of every format through the readers of resources. usage: fuzz.sh [SECONDS] [TARGET]; what
# crashes is left in .build-fuzz/TARGET-crashes and fails the run.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
out=.build-fuzz
for target in ${2:-json rules pairs readers}; do
    # A build may be cancelled for nothing that it says (Makefile).
    for try in 1 2 3; do
        NORMA_FUZZ=1 swift build --scratch-path "$out/build" --sanitize=address -Xswiftc -O \
            -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,trace-cmp,pc-table --product "norma-fuzz-$target" && break
        [ "$try" -lt 3 ]
    done
    mkdir -p "$out/$target-corpus" "$out/$target-crashes"
    echo "fuzzing $target for $seconds s"
    "$out/build/debug/norma-fuzz-$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=2048 \
        -artifact_prefix="$out/$target-crashes/" "$out/$target-corpus" "Benchmarks/fuzz/$target"
done
