#!/usr/bin/env bash
# The gate of action.yml: annotations to standard output, SARIF and a summary besides. Ends as 'norma gate' does.
set -uo pipefail

norma="${NORMA:-norma}"
if ! command -v "$norma" >/dev/null 2>&1; then
    echo "gate undecidable, exit 2: there is no '$norma' on the PATH: a step before has to build it ('make release' in Norma's repository) and put it there, or the input 'norma' names it" >&2
    exit 2
fi

arguments=()
# Inputs are values of variables, and words of them arguments: nothing of them is run.

# words OPTION VALUE: the option once for each word, and in one argument with it: a list of changed files may name one '--failing=99'. Lines are
# words too: an input of a workflow often has several.
words() {
    local -a values
    local word
    read -r -d '' -a values <<<"$2"
    for word in ${values[@]+"${values[@]}"}; do arguments+=("$1=$word"); done
}

# lines OPTION VALUE: the option once for each line, in which spaces are part of a name.
lines() {
    local line
    while IFS= read -r line; do
        line="${line#"${line%%[![:space:]]*}"}"
        line="${line%"${line##*[![:space:]]}"}"
        [ -n "$line" ] && arguments+=("$1=$line")
    done <<<"$2"
}

# one OPTION VALUE: the option where it has a value.
one() { [ -n "$2" ] && arguments+=("$1=$2"); }

# flag OPTION VALUE: the option where the value is 'true'. A slip of the pen is no 'false'.
flag() {
    case "$2" in
    true) arguments+=("$1") ;;
    false | "") ;;
    *)
        echo "gate undecidable, exit 2: '${1#--}' is '$2', and is either true or false" >&2
        exit 2
        ;;
    esac
}

words --rules "${NORMA_RULES:-}"
one --attachment "${NORMA_ATTACHMENT:-}"
one --pack "${NORMA_PACK:-}"
lines --dependency "${NORMA_DEPENDENCY:-}"
flag --strict-parameters "${NORMA_STRICT_PARAMETERS:-}"
words --inventory "${NORMA_INVENTORY:-}"
one --reader "${NORMA_READER:-}"
one --mapping "${NORMA_MAPPING:-}"
flag --ignore-inline-masks "${NORMA_IGNORE_INLINE_MASKS:-}"
one --severity "${NORMA_SEVERITY:-}"
lines --rule "${NORMA_RULE:-}"
lines --control "${NORMA_CONTROL:-}"
flag --allow-unknown "${NORMA_ALLOW_UNKNOWN:-}"
one --threshold "${NORMA_THRESHOLD:-}"
one --failing "${NORMA_FAILING:-}"
lines --profile-threshold "${NORMA_PROFILE_THRESHOLD:-}"
lines --profile-failing "${NORMA_PROFILE_FAILING:-}"
if [ -n "${NORMA_SINCE:-}" ]; then
    # From where the branch began: what came to the other one since is none of this change. What is no revision Norma refuses.
    arguments+=("--since=$(git merge-base -- "$NORMA_SINCE" HEAD 2>/dev/null || echo "$NORMA_SINCE")")
fi
one --baseline "${NORMA_BASELINE:-}"
one --masks "${NORMA_MASKS:-}"

summary=$(mktemp)
"$norma" gate "${arguments[@]}" --format github --report "sarif=${NORMA_SARIF:-norma.sarif}" --report "markdown=$summary"
code=$?
[ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$summary" >>"$GITHUB_STEP_SUMMARY"
[ -n "${GITHUB_OUTPUT:-}" ] && echo "sarif=${NORMA_SARIF:-norma.sarif}" >>"$GITHUB_OUTPUT"
rm -f "$summary"
exit $code
