#!/bin/sh
# What the hooks of .pre-commit-hooks.yaml run: 'norma' with what stands behind.
if ! command -v norma >/dev/null 2>&1; then
    echo "exit 2: there is no 'norma' on the PATH: build it ('make release' in Norma's repository) and put .build/release/norma there" >&2
    exit 2
fi
# pre-commit puts the files that changed behind the arguments: one whose name begins with '-' is a file all the same.
for word; do
    shift
    case "$word" in
    -*.norma) if [ -f "./$word" ]; then word="./$word"; fi ;;
    esac
    set -- "$@" "$word"
done
exec norma "$@"
