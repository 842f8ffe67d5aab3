#!/bin/bash
# Runs every fuzzer of a build for FUZZ_SECONDS seconds (60) each.
# usage: run.sh BUILD_FOLDER [NAME]
# A fuzzer gets the seconds and a seed, prints what input it dies of, and exits 0 otherwise.
cd "$(dirname "$0")/../.." || exit 1
folder=$1 filter=${2:-} seconds=${FUZZ_SECONDS:-60} failed=0
for source in tests/fuzz/fuzz_"$filter"*.c; do
    [ -f "$source" ] || continue
    name=$(basename "$source" .c)
    echo "$name: $seconds seconds"
    "$folder/tests/fuzz/$name" "$seconds" "${FUZZ_SEED:-$(date +%s)}" || failed=1
done
exit $failed
