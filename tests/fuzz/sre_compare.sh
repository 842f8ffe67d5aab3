#!/bin/bash
# sre_compare.sh VIV [COUNT] [SEED]: random regular expressions give what CPython gives.
cd "$(dirname "$0")" || exit 1
viv=$(realpath "${1:?sre_compare.sh VIV [COUNT] [SEED]}")
want=$(mktemp) got=$(mktemp)
trap 'rm -f "$want" "$got"' EXIT
"${PYTHON:-/usr/bin/python3}" -W ignore sre_cases.py "${2:-100000}" "${3:-1}" >"$want" || exit 1
"$viv" run -W ignore sre_cases.py "${2:-100000}" "${3:-1}" >"$got" || exit 1
diff "$want" "$got" | head -n 20
differ=$(diff "$want" "$got" | grep -c '^<')
echo "sre: $(($(wc -l <"$want") - differ)) equal, $differ differ"
[ "$differ" -eq 0 ]
