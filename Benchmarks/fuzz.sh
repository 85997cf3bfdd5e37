#!/usr/bin/env bash
# libFuzzer with the address sanitizer on each target: the JSON parser, rule text through the compiler, and (rule, document) through
# machine and tracer. usage: fuzz.sh [SECONDS] [TARGET]; a crash is left in .build-fuzz/TARGET-crashes and fails the run.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
sources() { find "Sources/$1" -name '*.swift' | sort; }
out=.build-fuzz
mkdir -p $out
NORMA_FUZZ=1 swift build --scratch-path $out/build -c debug --sanitize=address \
    -Xswiftc -sanitize=fuzzer-no-link --product norma-fuzz-json --product norma-fuzz-rules --product norma-fuzz-pairs 2>/dev/null ||
for target in json rules pairs; do
    NORMA_FUZZ=1 swift build --scratch-path $out/build -c debug --sanitize=address -Xswiftc -sanitize=fuzzer --product "norma-fuzz-$target"
done
for target in ${2:-json rules pairs}; do
    mkdir -p "$out/$target-corpus" "$out/$target-crashes"
    echo "fuzzing $target for $seconds s"
    "$out/build/debug/norma-fuzz-$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=4096 \
        -artifact_prefix="$out/$target-crashes/" "$out/$target-corpus" "Benchmarks/fuzz/$target" 2>&1 | tail -3
done
