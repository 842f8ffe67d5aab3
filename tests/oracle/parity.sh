#!/bin/bash
# Compares viv's code objects with CPython's, field by field, over a tree of sources.
# usage: parity.sh VIV [TREE]           (needs CPython 3.11; run by `make parity`)
cd "$(dirname "$0")/../.." || exit 1
viv=$1 tree=${2:-/usr/lib/python3.11}
python=${PYTHON:-/usr/bin/python3}
mkdir -p build/parity
want=build/parity/want.jsonl got=build/parity/got.jsonl
[ -s "$want" ] || "$python" tests/oracle/codeobj_digest.py --tree "$tree" -o "$want" || exit 1
"$viv" digest --tree "$tree" >"$got"
"$python" tests/oracle/codeobj_diff.py "$want" "$got"
