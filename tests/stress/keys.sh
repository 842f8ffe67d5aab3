#!/bin/bash
# Presses 100,000 random keys, with changes of the window's size in between, in ten sessions.
# usage: keys.sh BUILD_FOLDER [SEED]
cd "$(dirname "$0")/../.." || exit 1
folder=$(realpath "$1") seed=${2:-1} failed=0
for ((i = 0; i < 10; i++)); do
    "$folder/tests/terminal/pty_keys" monkey 10000 $((seed + i)) "$folder/viv" step tests/terminal/walk.py ||
        { failed=$((failed + 1)); echo "FAIL keys: seed $((seed + i))"; }
done
echo "keys: $((10 - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
