#!/bin/bash
# Runs the scripts here (all, or those named) under CPython and under viv with the same seed, and compares what they print.
# usage: run.sh VIV [CASES [SEED [SCRIPT...]]]      (run by `make parity`)
viv=$(realpath "${1:?run.sh VIV [CASES [SEED [SCRIPT...]]]}") count=${2:-100000} seed=${3:-1}
cd "$(dirname "$0")" || exit 1
scripts=("${@:4}")
[ ${#scripts[@]} -gt 0 ] || scripts=(*.py)
python=${PYTHON:-/usr/bin/python3}
export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
for script in "${scripts[@]}"; do
    script=${script%.py}.py
    [ "$script" != cases.py ] || continue
    timeout 1800 "$python" "$script" "$seed" "$count" >"$work/want" 2>&1
    timeout 1800 "$viv" "$script" "$seed" "$count" >"$work/got" 2>&1
    differing=$(diff "$work/want" "$work/got" | grep -c '^<')
    echo "${script%.py}: $(wc -l <"$work/want") cases, $differing differ"
    [ "$(wc -l <"$work/want")" -ge "$count" ] || { tail -n 1 "$work/want"; status=1; }
    cmp -s "$work/want" "$work/got" || { diff "$work/want" "$work/got" | head -n 6; status=1; }
done
exit "$status"
