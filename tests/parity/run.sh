#!/bin/bash
# Everything in which viv is compared with CPython 3.11 over the standard library, and a
# summary at the end.  usage: run.sh VIV [LIBRARY]     (run by `make parity`)
# Exit status 0 when every comparison reaches what it demands.
cd "$(dirname "$0")/../.." || exit 1
viv=$1 library=${2:-/usr/lib/python3.11}
python=${PYTHON:-/usr/bin/python3}
if ! command -v "$python" >/dev/null || [ ! -d "$library" ]; then
    echo "parity: needs CPython 3.11 ($python) and its library ($library)"
    exit 1
fi
mkdir -p build/parity
log=build/parity/log
summary=() status=0

# compare TITLE PATTERN COMMAND...: the lines that match PATTERN go into the summary.
compare()
{
    local title=$1 pattern=$2 verdict=ok line
    shift 2
    printf '\n--- %s\n' "$title"
    timeout -k 5 "${VIV_PARITY_SECONDS:-2400}" "$@" 2>&1 | tee "$log"
    [ "${PIPESTATUS[0]}" = 0 ] || { verdict=FAIL; status=1; }
    line=$(grep -E "$pattern" "$log" | sed 's/^ *//; s/  */ /g' | paste -sd ';' | sed 's/;/; /g')
    summary+=("$(printf '%-4s %-14s %s' "$verdict" "$title" "${line:-no figures}")")
}

for level in 0 1 2; do
    compare "digest -O $level" 'ALL FIELDS|files fully|syntax errors' \
        tests/oracle/parity.sh "$viv" "$library" "$level"
done
for level in 0 1 2; do
    compare "pyc -O $level" '^\.pyc bytes' "$python" tests/parity/pyc_bytes.py -O "$level" "$library"
done
compare "ast, tokens" '^(ast|tokens)' "$python" tests/parity/syntax_trees.py "$library"
compare "stage texts" '^(ast|tokens|dis): ' env VIV="$(realpath "$viv")" "$python" tests/parity/stage_texts.py "$library"
compare "syntax errors" '^(files|message|all equal)' "$python" tests/parity/syntax_errors.py
compare "allocations" '^allocations: ' tests/parity/allocations.sh "$(realpath "$viv")"
compare "states" '^states: ' tests/parity/verify.sh "$viv"
# 100,000 random cases each: regular expressions, struct's records, numbers and their texts, str, bytes, …
for script in tests/parity/values/*.py; do
    script=$(basename "$script" .py)
    [ "$script" = cases ] || compare "$script" '^[a-z_]+: [0-9]+ cases' tests/parity/values/run.sh "$viv" 100000 1 "$script"
done

printf '\n=== summary\n'
printf '%s\n' "${summary[@]}"
exit "$status"
