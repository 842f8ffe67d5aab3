#!/bin/bash
# Compares viv's code objects with CPython's, field by field, over a tree of sources.
# usage: parity.sh VIV [TREE [LEVEL]]   (needs CPython 3.11; run by `make parity`)
cd "$(dirname "$0")/../.." || exit 1
viv=$1 tree=${2:-/usr/lib/python3.11} level=${3:-0}
python=${PYTHON:-/usr/bin/python3}
key=$("$python" -VV | cat - <(echo "$tree") | cksum | cut -d ' ' -f 1)
mkdir -p build/parity
want=build/parity/want-$key-O$level.jsonl got=build/parity/got-O$level.jsonl
if [ ! -s "$want" ]; then
    "$python" tests/oracle/codeobj_digest.py -O "$level" --tree "$tree" -o "$want.part" || exit 1
    mv "$want.part" "$want"
fi
"$viv" digest -O "$level" --tree "$tree" >"$got"
"$python" tests/oracle/codeobj_diff.py "$want" "$got"
