#!/bin/bash
# Compares the trees and tokens of tests/golden/syntax/*.py with the goldens beside them.
# usage: suite_syntax.sh BUILD_FOLDER
cd "$(dirname "$0")/.." || exit 1
viv=$1/viv passed=0 failed=0
for file in tests/golden/syntax/*.py; do
    for kind in "ast -a" tokens; do
        golden=${file%.py}.${kind%% *}
        # shellcheck disable=SC2086
        if "$viv" $kind "$file" 2>&1 | cmp -s - "$golden"; then
            passed=$((passed + 1))
        else
            echo "FAIL viv $kind $file differs from $golden"
            failed=$((failed + 1))
        fi
    done
done
echo "syntax: $passed passed, $failed failed"
