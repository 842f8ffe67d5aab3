#!/bin/bash
# Observers change nothing: the test programs, topic by topic, with every event recorded and with none: the
# same output, errors and exit status, and after each program the same collections and reference counts
# (observers/state_after.py).  usage: suite_observers.sh BUILD_FOLDER [--all | TOPIC]
#
# Of a topic with many programs every fourth is run; with --all, all of them.  A topic may take VIV_OBSERVERS_SECONDS.
#
# Left out: what depends on the room left on the C stack, which the recorder needs too (c_stack, deep_*,
# sre_hostile); on the numbers of open files, of which a trace is one (processes); on whether output goes to a
# terminal (streams); on who runs first among threads (their whole topic); on compiled files that an earlier run
# left, and on constants that the start of the machine shares (imports, bytes_methods_errors); what forbids its
# successors to open files (audit_events); and what is too long to be recorded at every make check
# (deque_moves).
cd "$(dirname "$0")/.." || exit 1
viv=$(realpath "$1/viv")
every=4 only=${2:-}
[ "$only" != --all ] || { only='' every=1; }
left_out='/threads/|/(c_stack|deep_[a-z]*|sre_hostile|processes|streams|audit_events|bytes_methods_errors|imports|deque_moves)\.py$'
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# run NAME COMMAND...: its output, errors and status.
run()
{
    timeout "${VIV_OBSERVERS_SECONDS:-120}" "${@:2}" >"$scratch/$1.out" 2>"$scratch/$1.err" </dev/null
    echo "status $?" >>"$scratch/$1.err"
}

for topic in tests/programs/"$only"*/; do
    mapfile -t programs < <(find "$topic" -maxdepth 1 -name '*.py' | grep -vE "$left_out" | sort)
    [ "${#programs[@]}" -gt 0 ] || continue
    [ "${#programs[@]}" -lt 30 ] ||
        mapfile -t programs < <(printf '%s\n' "${programs[@]}" | awk -v every=$every 'NR % every == 0')
    run plain "$viv" -B tests/observers/state_after.py "${programs[@]}"
    run traced "$viv" trace --max-events 100000000 -o /dev/null tests/observers/state_after.py "${programs[@]}"
    reached=$(grep -c '^tests/programs/.* ((' "$scratch/plain.err")
    difference=$(diff "$scratch/plain.out" "$scratch/traced.out"; diff "$scratch/plain.err" "$scratch/traced.err")
    [ "$reached" -eq "${#programs[@]}" ] || difference="only $reached of ${#programs[@]} programs ran"
    if [ -z "$difference" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL observers of %s\n%s\n' "$topic" "$(head -n 6 <<<"$difference")"
    fi
done
echo "observers: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
