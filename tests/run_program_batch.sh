#!/bin/bash
# Runs some program tests, one after another, for run_programs.sh; prints "pass FILE" or
# "fail FILE: reason" for each.
# usage: run_program_batch.sh VIV SCRATCH FILE...
viv=$1 scratch=$2
shift 2
out=$scratch/out.$$ err=$scratch/err.$$ debug=$VIV_DEBUG
for file in "$@"; do
    name=${file#tests/programs/}
    name=${name%.py}
    input=/dev/null
    [ -f "tests/programs/$name.in" ] && input=tests/programs/$name.in
    if [[ "$debug" = *gc-stress=listed* ]]; then
        interval=$(awk -v name="$name" '$1 == name { print $2 }' tests/stress/gc_stress.txt)
        export VIV_DEBUG=${debug/gc-stress=listed/gc-stress=${interval:-1}}
    fi
    timeout -k 2 "${VIV_TEST_SECONDS:-20}" "$viv" "$file" <"$input" >"$out" 2>"$err"
    status=$?
    tests/plain_stderr.sh "$err"
    awk -v file="$file" -v status="$status" -v out="$out" -v err="$err" \
        -v golden="tests/golden/programs/$name.out" -v golden_err="tests/golden/programs/$name.err" -f tests/program_verdict.awk "$file"
done
