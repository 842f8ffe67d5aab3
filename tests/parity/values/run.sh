#!/bin/bash
# Runs every script here under CPython and under viv with the same seed, and compares what they print.
# usage: run.sh VIV [CASES [SEED]]      (run by `make parity`)
cd "$(dirname "$0")" || exit 1
viv=$(realpath "$OLDPWD/$1") count=${2:-100000} seed=${3:-1}
python=${PYTHON:-/usr/bin/python3}
export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0
for script in *.py; do
    [ "$script" != cases.py ] || continue
    timeout 900 "$python" "$script" "$seed" "$count" >"$work/want" 2>&1
    timeout 900 "$viv" "$script" "$seed" "$count" >"$work/got" 2>&1
    differing=$(diff "$work/want" "$work/got" | grep -c '^<')
    echo "${script%.py}: $(wc -l <"$work/want") cases, $differing differ"
    cmp -s "$work/want" "$work/got" || { diff "$work/want" "$work/got" | head -n 6; status=1; }
done
exit "$status"
