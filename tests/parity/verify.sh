#!/bin/bash
# Every instruction of the test programs, its value stack and variables, through the JSON trace: the trace of
# viv, converted by `viv trace --format states`, beside what CPython 3.11's own tracer sees.
# Some differ for a reason: they show addresses, or hashes of what has one (class_assignment, function_objects,
# hash_equality, hostile_dunders, attributes); they recurse until a limit, which the tracer's own frames reach sooner
# (recursion*); or CPython crashes while it is traced (c_stack).
# usage: verify.sh VIV [PROGRAM...]
cd "$(dirname "$0")/../.." || exit 1
viv=$1 python=${PYTHON:-/usr/bin/python3}
shift
programs=("$@")
[ ${#programs[@]} -gt 0 ] || programs=(tests/trace_programs/*.py tests/programs/*/*.py)
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
tracer=$("$viv" verify --tracer)
equal=0 instructions=0 different=0 long=0
for program in "${programs[@]}"; do
    timeout 60 "$viv" trace --max-events 2000000 -o "$work/trace.jsonl" "$program" >/dev/null 2>&1 </dev/null
    timeout 60 "$viv" trace "$work/trace.jsonl" --format states -o "$work/viv" 2>/dev/null
    timeout 60 "$python" -S -c "$tracer" 3 "$program" 3>"$work/python" >/dev/null 2>&1 </dev/null
    if tail -n 2 "$work/trace.jsonl" | grep -q '"max-events"'; then
        long=$((long + 1))
    elif cmp -s "$work/viv" "$work/python" && [ -s "$work/viv" ]; then
        equal=$((equal + 1))
        instructions=$((instructions + $(wc -l <"$work/viv")))
    else
        different=$((different + 1))
        echo "$program: $(cmp "$work/viv" "$work/python" 2>&1 | head -n 1 | sed 's/.*line/line/')"
    fi
done
echo "states: $equal programs equal ($instructions instructions), $different different, $long too long"
[ "$different" -eq 0 ]
