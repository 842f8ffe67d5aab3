#!/bin/bash
# What an instruction costs, untraced, traced to JSON and stepped, beside CPython
# (/usr/bin/python3, when it is there), all in one run.  Each figure is user and system time:
# the least mean of five runs in a row, out of several turns.
# usage: run.sh VIV [TURNS]
cd "$(dirname "$0")/../../.." || exit 1
viv=$1 turns=${2:-5} python=/usr/bin/python3
export LC_ALL=C PYTHONHASHSEED=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# least NAME COMMAND...: into the variable NAME.
least()
{
    local name=$1 best= i seconds
    shift
    for ((i = 0; i < turns; i++)); do
        seconds=$( { TIMEFORMAT='%U %S'; time for _ in 1 2 3 4 5; do
            "$@" >"$work/out" 2>"$work/err"; done; } 2>&1 | awk '{ print ($1 + $2) / 5 }')
        best=$(printf '%s\n%s\n' "$best" "$seconds" | awk 'NF' | sort -g | head -n 1)
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
"$viv" trace -o "$work/fib.jsonl" --max-events 100000000 "$fib" >/dev/null
count=$(tail -n 1 "$work/fib.jsonl" | sed 's/.*"n":\([0-9]*\).*/\1/')
least viv_start "$viv" run "$work/pass.py"
least viv_run "$viv" run "$fib"
least viv_trace "$viv" trace -o "$work/fib.jsonl" --max-events 100000000 "$fib"
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
"$viv" trace --seek-test 200 "$fib" 2>&1 | sed 's/^/time travel in fib(24): /'
