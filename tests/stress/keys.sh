#!/bin/bash
# Presses 100,000 random keys, with changes of the window's size in between, in ten sessions.
# usage: keys.sh BUILD_FOLDER [SEED [KEYS_A_SESSION]]
# What the sanitizers say, of the stepper or of a process of its machine, goes through files: the terminal is the
# stepper's.  A session with such a file has failed, whatever its status.
cd "$(dirname "$0")/../.." || exit 1
folder=$(realpath "$1") seed=${2:-1} count=${3:-10000} failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export ASAN_OPTIONS=log_path=$scratch/found UBSAN_OPTIONS=print_stacktrace=1:log_path=$scratch/found
for ((i = 0; i < 10; i++)); do
    "$folder/tests/terminal/pty_keys" monkey "$count" $((seed + i)) "$folder/viv" step tests/terminal/walk.py
    status=$?
    found=$(cat "$scratch"/found* 2>/dev/null)
    rm -f "$scratch"/found*
    [ "$status" -eq 0 ] && [ -z "$found" ] && continue
    failed=$((failed + 1))
    printf 'FAIL keys: seed %d, status %d\n%s\n' $((seed + i)) "$status" "$found"
done
echo "keys: $((10 - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
