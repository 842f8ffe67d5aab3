#!/bin/bash
# All that `make stress` runs, one after another, each with what it is and how long it took.
# usage: run_all.sh ASAN_FOLDER RELEASE_FOLDER
cd "$(dirname "$0")/../.." || exit 1
asan=$1 release=$2 failed=0

# stage TITLE COMMAND...
stage()
{
    local began=$SECONDS
    echo "-- $1"
    "${@:2}" || failed=$((failed + 1))
    echo "   $((SECONDS - began)) s"
}

stage "the program tests, a full collection and a recount of all references at every 10th allocation" \
    env VIV_TEST_SECONDS=300 VIV_DEBUG=gc-stress=10,heap-check,poison tests/run_programs.sh "$release/viv"
stage "those of classes, at every allocation" \
    env VIV_TEST_SECONDS=600 VIV_DEBUG=gc-stress,heap-check,poison tests/run_programs.sh "$release/viv" classes
stage "the program tests under the sanitizers, freed memory filled" \
    env VIV_TEST_SECONDS=120 VIV_DEBUG=heap-check,poison tests/run_programs.sh "$asan/viv"
stage "the program tests with every event recorded and with none" \
    env VIV_OBSERVERS_SECONDS=600 tests/suite_observers.sh "$release" --all
stage "the same, each state whole in the trace" \
    env VIV_OBSERVERS_SECONDS=1200 tests/suite_observers.sh "$release" --all --full
stage "small programs, with every allocation failing in turn" tests/suite_fail_alloc.sh "$asan" --all
stage "runaway programs, interrupted" "$release/tests/stress/interrupts" "$release/viv" tests/stress/interrupts.txt
stage "some seeks under the sanitizers" tests/stress/seek.sh "$asan/viv" 5
stage "more seeks" tests/stress/seek.sh "$release/viv" 8
stage "100,000 keys" tests/stress/keys.sh "$asan"
echo "stress: $failed of 10 stages failed"
[ "$failed" -eq 0 ]
