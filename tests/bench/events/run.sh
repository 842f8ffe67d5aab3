#!/bin/bash
# Measures speed in one run, each figure the least user CPU time of several turns, CPython
# (/usr/bin/python3, when it is there) and viv in turn.
# usage: run.sh VIV [TURNS]
cd "$(dirname "$0")/../../.." || exit 1
viv=$1 turns=${2:-5} python=/usr/bin/python3
export LC_ALL=C PYTHONHASHSEED=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# least NAME COMMAND...: least user time in seconds of the turns, into the variable NAME.
least()
{
    local name=$1 best= i seconds
    shift
    for ((i = 0; i < turns; i++)); do
        seconds=$( { TIMEFORMAT=%U; time "$@" >"$work/out" 2>"$work/err"; } 2>&1 )
        best=$(printf '%s\n%s\n' "$best" "$seconds" | awk 'NF' | sort -n | head -n 1)
    done
    printf -v "$name" %s "$best"
}

per_instruction()    # LABEL SECONDS STARTUP INSTRUCTIONS
{
    awk -v label="$1" -v seconds="$2" -v startup="$3" -v count="$4" 'BEGIN {
        printf "%-44s %8.3f s %10.2f ns per instruction\n", label, seconds, (seconds - startup) * 1e9 / count
    }'
}

fib=tests/bench/events/fib.py
echo pass >"$work/pass.py"
count=$("$viv" trace --max-events 1 "$fib" 2>/dev/null | sed -n 's/.*"t":"end".*"n":\([0-9]*\).*/\1/p')
least viv_start "$viv" run "$work/pass.py"
least viv_run "$viv" run "$fib"
least viv_trace "$viv" trace -o "$work/fib.jsonl" "$fib" --max-events 100000000
echo "fib(24): $count instructions"
per_instruction "viv, untraced" "$viv_run" "$viv_start" "$count"
per_instruction "viv, traced to JSON" "$viv_trace" "$viv_start" "$count"
ls -l "$work/fib.jsonl" | awk -v count="$count" '{ printf "%-44s %8.0f MB %9.1f bytes per instruction\n", "size of that trace", $5 / 1e6, $5 / count }'
if [ -x "$python" ]; then
    least python_start "$python" -I -S -c pass
    least python_run "$python" -I -S "$fib"
    least python_trace "$python" -I -S tests/bench/events/trace_empty.py "$fib"
    per_instruction "CPython, untraced" "$python_run" "$python_start" "$count"
    per_instruction "CPython, empty f_trace_opcodes callback" "$python_trace" "$python_start" "$count"
    awk -v viv="$viv_run" -v python="$python_run" 'BEGIN { printf "%-44s %8.2f\n", "time of viv / time of CPython", viv / python }'
    awk -v viv="$viv_start" -v python="$python_start" 'BEGIN { printf "%-44s %8.3f s, CPython -I -S %.3f s\n", "start-up: viv", viv, python }'
fi
if [ -x "${viv%/*}/tests/bench/bench_timeline" ]; then
    "${viv%/*}/tests/bench/bench_timeline" "$fib"
fi
