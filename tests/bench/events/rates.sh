#!/bin/bash
# How fast traces are written, and how large they are: ten programs, beside CPython's f_trace_opcodes with an
# empty callback and with one that writes a JSON line.  Times are user and system time, the least of some runs.
# usage: rates.sh VIV
cd "$(dirname "$0")/../../.." || exit 1
viv=$1 python=/usr/bin/python3
export LC_ALL=C PYTHONHASHSEED=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# seconds COMMAND...: user and system time, the least of three runs.
seconds()
{
    local i
    for i in 1 2 3; do
        { TIMEFORMAT='%U %S'; time "$@" >"$work/out" 2>"$work/err"; } 2>&1 | awk '{ print $1 + $2 }'
    done | sort -g | head -n 1
}

echo 'import sys' >"$work/pass.py"
start=$(seconds "$viv" trace -o "$work/t.jsonl" "$work/pass.py")
python_start=$(seconds "$python" -I -S "tests/bench/events/trace_json.py" "$work/t.txt" "$work/pass.py")
printf '%-16s %9s %12s %10s %9s %12s %12s %8s\n' program events 'viv ev/s' 'ns/event' 'bytes/op' 'empty ev/s' 'JSON ev/s' 'times'
trace_one()    # NAME PROGRAM ARGUMENT
{
    local took events ops size empty json count
    took=$(seconds "$viv" trace -o "$work/t.jsonl" --max-events 0 "$2" "$3")
    events=$(wc -l <"$work/t.jsonl")
    ops=$(grep -c '^{"t":"op"' "$work/t.jsonl")
    size=$(stat -c %s "$work/t.jsonl")
    empty=0 json=0 count=0
    if [ -x "$python" ]; then
        empty=$(seconds "$python" -I -S tests/bench/events/trace_empty.py "$2" "$3")
        json=$( { TIMEFORMAT='%U %S'; time "$python" -I -S tests/bench/events/trace_json.py "$work/t.txt" "$2" "$3" >"$work/out" 2>"$work/count"; } 2>&1 | awk '{ print $1 + $2 }')
        count=$(tail -n 1 "$work/count")
    fi
    awk -v name="$1" -v took="$took" -v start="$start" -v events="$events" -v ops="$ops" -v size="$size" -v empty="$empty" \
        -v json="$json" -v count="$count" -v python_start="$python_start" 'BEGIN {
        rate = events / ((took - start > 0.001) ? took - start : 0.001)
        rivals = (json > python_start) ? count / (json - python_start) : 0
        nothing = (empty > python_start) ? count / (empty - python_start) : 0
        share = (rivals > 0) ? rate / rivals : 0
        printf "%-16s %9d %12.0f %10.0f %9.0f %12.0f %12.0f %8.1f\n", name, events, rate, 1e9 / rate, size / ops,
            nothing, rivals, share
    }'
}
for pair in fib:22 sieve:4000 nqueens:7 nbody:200 fannkuch:7 spectral_norm:16 strings:5000 closures:2000 generators:4000 sorting:500; do
    trace_one "${pair%:*}" "tests/bench/${pair%:*}.py" "${pair#*:}"
done
for nodes in 100 400 1600; do
    "$viv" trace -o "$work/t.jsonl" --max-events 0 tests/bench/events/nodes.py "$nodes" >/dev/null
    awk -v nodes="$nodes" -v line="\"line\":$(awk '/^for walk/ { print NR }' tests/bench/events/nodes.py)," '
        !walks && index($0, line) { walks = 1 }
        walks { bytes += length($0) + 1; ops += /^{"t":"op"/ }
        END { printf "walks along a list of %4d nodes: %6d instructions, %.0f bytes for each\n", nodes, ops, bytes / ops }' "$work/t.jsonl"
done
