#!/usr/bin/env bash
# The gate of action.yml: annotations to standard output, SARIF and a summary besides. Ends as 'norma gate' does.
set -uo pipefail

arguments=()
# Inputs are values of variables, and words of them arguments: nothing of them is run.
# Lines are words too: an input of a workflow often has several.
read -r -d '' -a rules <<<"${NORMA_RULES:-}"
read -r -d '' -a inventory <<<"${NORMA_INVENTORY:-}"
[ ${#rules[@]} -gt 0 ] && arguments+=(--rules "${rules[@]}")
[ -n "${NORMA_ATTACHMENT:-}" ] && arguments+=("--attachment=$NORMA_ATTACHMENT")
[ ${#inventory[@]} -gt 0 ] && arguments+=(--inventory "${inventory[@]}")
[ -n "${NORMA_SEVERITY:-}" ] && arguments+=("--severity=$NORMA_SEVERITY")
if [ -n "${NORMA_SINCE:-}" ]; then
    # From where the branch began: what came to the other one since is none of this change. What is no revision Norma refuses.
    arguments+=("--since=$(git merge-base "$NORMA_SINCE" HEAD 2>/dev/null || echo "$NORMA_SINCE")")
fi
[ -n "${NORMA_BASELINE:-}" ] && arguments+=("--baseline=$NORMA_BASELINE")
[ -n "${NORMA_MASKS:-}" ] && arguments+=("--masks=$NORMA_MASKS")

summary=$(mktemp)
"${NORMA:-norma}" gate "${arguments[@]}" --format github --report "sarif=${NORMA_SARIF:-norma.sarif}" --report "markdown=$summary"
code=$?
[ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$summary" >>"$GITHUB_STEP_SUMMARY"
[ -n "${GITHUB_OUTPUT:-}" ] && echo "sarif=${NORMA_SARIF:-norma.sarif}" >>"$GITHUB_OUTPUT"
rm -f "$summary"
exit $code
