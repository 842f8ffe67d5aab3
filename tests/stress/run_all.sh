#!/bin/bash
# All that `make stress` runs, one after another, each with what it is and how long it took.
# usage: run_all.sh ASAN_FOLDER RELEASE_FOLDER
cd "$(dirname "$0")/../.." || exit 1
asan=$1 release=$2 stages=0 failed=0

# stage TITLE COMMAND...
stage()
{
    local began=$SECONDS
    echo "-- $1"
    stages=$((stages + 1))
    "${@:2}" || failed=$((failed + 1))
    echo "   $((SECONDS - began)) s"
}

# Programs of every topic which end soon even so.
short=(builtins errors classes/{attributes,basics,inherit,meta,slots,special} exceptions/{custom,finally2,flow,groups,unbound,uncaught}
    files/hostile functions/{annotations,arguments,closures,decorators,lambdas,recursion} generators/{anext,basic,close,coroutines}
    language/{arithmetic,chained,comprehensions,control,except_star,fstrings,loops,match,unpacking} library/{contextvars_run,re_words,types_kinds}
    modules/imports runtime/{exits,frames,gc_} threads/facts tracebacks/notes tracing values/{bytearrays,containers,dict,format,list,memoryviews,set,str_,tuples}
    warnings/filters)

stage "the program tests, with a collection, which recounts all references, at every allocation (gc_stress.txt)" \
    env VIV_TEST_SECONDS=600 VIV_DEBUG=gc-stress=listed,heap-check,poison tests/run_programs.sh "$release/viv"
stage "some of them under the sanitizers, likewise" \
    env VIV_TEST_SECONDS=600 VIV_DEBUG=gc-stress,heap-check,poison tests/run_programs.sh "$asan/viv" "${short[@]}"
stage "the program tests under the sanitizers, freed memory filled" \
    env VIV_TEST_SECONDS=120 VIV_DEBUG=heap-check,poison tests/run_programs.sh "$asan/viv"
stage "the program tests with every event recorded and with none" \
    env VIV_OBSERVERS_SECONDS=600 tests/suite_observers.sh "$release" --all
stage "some of them, each state whole in the trace" \
    env VIV_OBSERVERS_SECONDS=600 tests/suite_observers.sh "$release" --all classes generators --full
stage "some of them, with the reference counts of each state" \
    env VIV_OBSERVERS_SECONDS=600 tests/suite_observers.sh "$release" --all classes exceptions functions generators --refcounts
stage "small programs, with every allocation failing in turn" tests/suite_fail_alloc.sh "$asan" --all
stage "runaway programs, interrupted" "$release/tests/stress/interrupts" "$release/viv" tests/stress/interrupts.txt
stage "some seeks under the sanitizers" tests/stress/seek.sh "$asan/viv" 5
stage "more seeks" tests/stress/seek.sh "$release/viv" 8
stage "100,000 keys" tests/stress/keys.sh "$asan"
echo "stress: $failed of $stages stages failed"
[ "$failed" -eq 0 ]
