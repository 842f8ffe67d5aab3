#!/bin/bash
# Runs the programs of tests/bench at a small size, and compares what they print with the goldens.
# usage: suite_bench.sh BUILD_FOLDER
cd "$(dirname "$0")/.." || exit 1
viv=$1/viv passed=0 failed=0
for program in tests/bench/*.py; do
    name=$(basename "$program" .py)
    if timeout 60 "$viv" "$program" 8 2>&1 | cmp -s - "tests/golden/bench/$name.out"; then
        passed=$((passed + 1))
    else
        echo "FAIL $program 8 prints something else than tests/golden/bench/$name.out"
        failed=$((failed + 1))
    fi
done
echo "bench: $passed passed, $failed failed"
