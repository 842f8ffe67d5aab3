#!/bin/bash
# Every instruction of the test programs, its value stack and variables, through the JSON trace: the trace of
# viv, converted by `viv trace --format states`, beside what CPython 3.11's own tracer sees.  A line for each
# program: equal; equal but for addresses, and hashes of what has one (large numbers are blotted out of both);
# too long; or where they differ.  Fails when one differs for no reason named here, or when fewer than 100 are equal.
# Left out, unless named: programs with threads (the tracer sees one) or tracers of their own, and those for the
# library, of which CPython has other parts in C than viv.
# usage: verify.sh VIV [PROGRAM...]
cd "$(dirname "$0")/../.." || exit 1
viv=$(realpath "$1") python=${PYTHON:-/usr/bin/python3}
shift
programs=("$@")
least=1
if [ ${#programs[@]} -eq 0 ]; then
    mapfile -t programs < <(ls tests/trace_programs/*.py tests/programs/*/*.py | grep -vE '^tests/programs/(library|threads|tracing)/')
    least=100
fi
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 viv python
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
tracer=$("$viv" verify --tracer)
export work tracer

# why PROGRAM: why it cannot be the same under the tracer, if so.
why()
{
    case $1 in
    */builtins/dynamic_code.py) echo "puts others in the place of built-in functions, which the tracer needs" ;;
    */classes/class_assignment.py) echo "a class gets another name, which is not told of the objects that it made before" ;;
    */exceptions/keywords.py) echo "asks the collector for all objects" ;;
    */exceptions/tracebacks.py | */functions/recursion*.py) echo "recurses to a limit, which the tracer's frames reach sooner" ;;
    */functions/c_stack.py) echo "CPython crashes when this is traced" ;;
    */files/posix_calls.py | */files/processes.py) echo "numbers of processes" ;;
    */files/streams.py) echo "names of _io come in another order" ;;
    */files/hostile*.py) echo "bytes that nobody wrote, where CPython has what lay in memory" ;;
    */files/text_waiting.py) echo "asks the collector what a file refers to" ;;
    */functions/function_objects.py) echo "hashes of addresses" ;;
    */runtime/audit_events.py) echo "names by chance" ;;
    */language/nul_in_file.py) echo "the tracer cannot read its file" ;;
    */language/remembered.py) echo "shows code that CPython specialises" ;;
    esac
}

# one PROGRAM: a line about it.
one()
{
    local mine=$work/$$ blot='s/-?\b[0-9]{6,}\b/#/g; s/0x[0-9a-f]+/#/g' said
    timeout 300 "$viv" trace --max-events 2000000 -o "$mine.jsonl" "$1" >/dev/null 2>&1 </dev/null
    timeout 300 "$viv" trace "$mine.jsonl" --format states -o "$mine.viv" 2>/dev/null
    timeout 300 "$python" -S -c "$tracer" 3 "$1" 3>"$mine.python" >/dev/null 2>&1 </dev/null
    if tail -n 2 "$mine.jsonl" | grep -q '"max-events"'; then said=long
    elif [ ! -s "$mine.viv" ]; then said="DIFFERENT no trace"
    elif cmp -s "$mine.viv" "$mine.python"; then said=equal
    elif cmp -s <(sed -E "$blot" "$mine.viv") <(sed -E "$blot" "$mine.python"); then said=alike
    elif [ -n "$(why "$1")" ]; then said="other ($(why "$1"))"
    else said="DIFFERENT $(cmp "$mine.viv" "$mine.python" 2>&1 | head -n 1 | sed 's/.*line/line/')"
    fi
    echo "$said: $1, $(wc -l <"$mine.viv") instructions"
    rm -f "$mine".*
}
export -f one why
printf '%s\n' "${programs[@]}" | xargs -P 2 -I {} bash -c 'one {}' 2>/dev/null | tee "$work/lines"
awk -v least=$least '
    { split($0, part, /[ :]/); kind = part[1]; count[kind]++; if (kind == "equal" || kind == "alike") instructions += $(NF - 1) }
    END {
        printf "states: %d programs equal, %d equal but for addresses (%d instructions), %d other for a reason, %d too long, %d different\n",
            count["equal"], count["alike"], instructions, count["other"], count["long"], count["DIFFERENT"]
        exit count["DIFFERENT"] > 0 || count["equal"] < least
    }' "$work/lines"
