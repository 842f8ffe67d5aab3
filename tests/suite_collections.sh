#!/bin/bash
# The programs of tests/collections: the same collections at the same points as CPython's, by the
# sizes of the generations at each, and by what it found.  usage: suite_collections.sh BUILD_FOLDER
#
# The goldens are CPython's answer (renewed by `make oracle`).
cd "$(dirname "$0")/.." || exit 1
viv=$(realpath "$1/viv")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

for program in tests/collections/*.py; do
    name=$(basename "$program" .py)
    golden=tests/golden/collections/$name.txt
    timeout 30 "$viv" gc --json "$program" 2>&1 | sed -nE \
        's/^\{"step".*"generation":([0-9]+),.*"objects":\[([0-9]+),([0-9]+),([0-9]+)\],"unreachable":([0-9]+),"freed".*/\1 \2 \3 \4 \5/p' >"$scratch/got"
    if difference=$(diff "$golden" "$scratch/got"); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL collections of %s\n%s\n' "$name" "$(head -n 6 <<<"$difference")"
    fi
done
# What counts as an allocation, line by line (allocations/probe.py).
if difference=$(PYTHONHASHSEED=0 timeout 300 "$viv" -B tests/collections/allocations/probe.py tests/collections/allocations/lines.txt 2>/dev/null | diff tests/golden/collections/allocations.txt -); then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    printf 'FAIL allocations\n%s\n' "$(head -n 20 <<<"$difference")"
fi
echo "collections: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
