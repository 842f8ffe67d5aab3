#!/bin/bash
# Observers change nothing: the test programs, topic by topic, with every event recorded and with none: the
# same output, errors and exit status, and after each program the same collections and reference counts
# (observers/state_after.py).  usage: suite_observers.sh BUILD_FOLDER [--all] [TOPIC...] [OPTION OF viv trace...]
#
# Of a topic with many programs every fourth is run; with --all, all of them.  With an option each program runs
# alone: --full writes the whole state at each step, and so does not get to the end of many.  Each may take
# VIV_OBSERVERS_SECONDS.
#
# Left out: what depends on the room left on the C stack, which the recorder needs too (c_stack), or is deeper
# than can be recorded (deep_*); on the numbers of open files, of which a trace is one (processes); on how far
# a thread that nobody waits for has come (daemons); and, but for --all, what is too long to be recorded at
# every make check (deque_moves).  Programs run alone whose successors may not open files any more
# (audit_events), or may still see their threads (threads).
cd "$(dirname "$0")/.." || exit 1
viv=$(realpath "$1/viv")
alone='/(threads/.*|audit_events)\.py$'
every=4 topics=() options=() left_out='c_stack|deep_[a-z]*|processes|daemons' too_long='|deque_moves'
for word in "${@:2}"; do
    case $word in
    --all) every=1 too_long='' ;;
    --*) options+=("$word") alone=. ;;
    *) topics+=("tests/programs/$word/") ;;
    esac
done
[ "${#topics[@]}" -gt 0 ] || topics=(tests/programs/*/)
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8
unset PYTHONUNBUFFERED PYTHONIOENCODING
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# run NAME COMMAND...: its output, errors and status.
run()
{
    timeout "${VIV_OBSERVERS_SECONDS:-120}" "${@:2}" >"$scratch/$1.out" 2>"$scratch/$1.err" </dev/null
    echo "status $?" >>"$scratch/$1.err"
}

# compare NAME PROGRAM...
compare()
{
    run plain "$viv" -B tests/observers/state_after.py "${@:2}"
    run traced "$viv" trace "${options[@]}" --max-events 100000000 -o /dev/null tests/observers/state_after.py "${@:2}"
    reached=$(grep -c '^tests/programs/.* ((' "$scratch/plain.err")
    difference=$(diff "$scratch/plain.out" "$scratch/traced.out"; diff "$scratch/plain.err" "$scratch/traced.err")
    [ "$reached" -eq $(($# - 1)) ] || difference="only $reached of $(($# - 1)) programs ran"
    if [ -z "$difference" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL observers of %s\n%s\n' "$1" "$(head -n 6 <<<"$difference")"
    fi
}

for topic in "${topics[@]}"; do
    mapfile -t all < <(find "$topic" -maxdepth 1 -name '*.py' | grep -vE "/($left_out$too_long)\.py$" | sort)
    [ "${#all[@]}" -lt 30 ] || mapfile -t all < <(printf '%s\n' "${all[@]}" | awk -v every=$every 'NR % every == 0')
    mapfile -t programs < <(printf '%s\n' "${all[@]}" | grep -vE "$alone")
    [ "${#programs[@]}" -eq 0 ] || compare "$topic" "${programs[@]}"
    for program in $(printf '%s\n' "${all[@]}" | grep -E "$alone"); do
        compare "$program" "$program"
    done
done
echo "observers: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
