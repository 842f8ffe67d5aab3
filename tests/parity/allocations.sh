#!/bin/bash
# What counts as an allocation, in viv and in CPython 3.11: every line of tests/collections/allocations, also
# those that are known to differ.  usage: allocations.sh VIV
cd "$(dirname "$0")/../collections/allocations" || exit 1
viv=$1 python=${PYTHON:-/usr/bin/python3}
export PYTHONHASHSEED=0
"$python" -B probe.py lines.txt differ.txt 2>/dev/null >"${TMPDIR:-/tmp}/allocations.$$.cpython"
"$viv" -B probe.py lines.txt differ.txt 2>/dev/null >"${TMPDIR:-/tmp}/allocations.$$.viv"
total=$(wc -l <"${TMPDIR:-/tmp}/allocations.$$.cpython")
diff "${TMPDIR:-/tmp}/allocations.$$.cpython" "${TMPDIR:-/tmp}/allocations.$$.viv" | grep '^[<>]'
different=$(diff "${TMPDIR:-/tmp}/allocations.$$.cpython" "${TMPDIR:-/tmp}/allocations.$$.viv" | grep -c '^<')
rm -f "${TMPDIR:-/tmp}/allocations.$$".*
echo "allocations: $((total - different)) of $total lines equal"
[ "$different" -le "$(wc -l <differ.txt)" ]
