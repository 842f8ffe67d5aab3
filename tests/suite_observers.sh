#!/bin/bash
# Observers change nothing: each test program with every event recorded and with none has the same output,
# errors and exit status, and after it the same collections and reference counts (observers/state_after.py).
# usage: suite_observers.sh BUILD_FOLDER [--all] [TOPIC[/NAME]...] [OPTION OF viv trace...]
#
# Every second program is run; with --all, or of the topics that are named, all of them.
#
# Left out: what depends on the room left on the C stack, which the recorder needs too (c_stack), or is deeper
# than can be recorded (deep_*); on the numbers of open files, of which a trace is one (processes); on how far
# a thread that nobody waits for has come (daemons); and, but for --all, what is too long to be recorded at
# every make check.  A program may take VIV_OBSERVERS_SECONDS.
cd "$(dirname "$0")/.." || exit 1
viv=$(realpath "$1/viv")
every=2 topics=() options=() left_out='c_stack|deep_[a-z]*|processes|daemons' too_long='|deque_moves|sre_hostile|unittest_own'
for word in "${@:2}"; do
    case $word in
    --all) every=1 too_long='' ;;
    --*) options+=("$word") ;;
    *) every=1 topics+=("$word") ;;
    esac
done
[ "${#topics[@]}" -gt 0 ] || topics=('')
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8
unset PYTHONUNBUFFERED PYTHONIOENCODING
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# run NAME COMMAND...: its output, errors and status, in files beside each other.
run()
{
    timeout "${VIV_OBSERVERS_SECONDS:-120}" "${@:2}" >"$1.out" 2>"$1.err" </dev/null
    echo "status $?" >>"$1.err"
}

# compare VIV SCRATCH PROGRAM [OPTION...]: prints a line for each that passes, more for each that fails.
compare()
{
    local viv=$1 at=$2/$$ program=$3 difference
    run "$at.plain" "$viv" -B tests/observers/state_after.py "$program"
    run "$at.traced" "$viv" trace "${@:4}" --max-events 100000000 -o /dev/null tests/observers/state_after.py "$program"
    difference=$(diff "$at.plain.out" "$at.traced.out"; diff "$at.plain.err" "$at.traced.err")
    grep -q '^tests/programs/.* ((' "$at.plain.err" || difference="did not come to its end"
    [ -n "$difference" ] || { echo "passed $program"; return; }
    printf 'FAIL observers of %s\n%s\n' "$program" "$(head -n 6 <<<"$difference")"
}
export -f run compare

for topic in "${topics[@]}"; do
    find tests/programs -mindepth 2 -maxdepth 2 -name '*.py' -path "tests/programs/$topic*"
done | grep -vE "/($left_out$too_long)\.py$" | sort -u | awk -v every=$every 'NR % every == 0' |
    xargs -P 2 -I PROGRAM bash -c 'compare "$@"' compare "$viv" "$scratch" PROGRAM "${options[@]}" >"$scratch/verdicts"
grep -v '^passed ' "$scratch/verdicts"
awk '/^passed / { passed++ } /^FAIL / { failed++ } END { printf "observers: %d passed, %d failed\n", passed, failed; exit failed > 0 }' "$scratch/verdicts"
