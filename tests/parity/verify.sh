#!/bin/bash
# Every instruction of the test programs, its value stack and variables, through the JSON trace: the trace of
# viv, converted by `viv trace --format states`, beside what CPython 3.11's own tracer sees.  A line for each
# program: equal; equal but for addresses, and hashes of what has one (large numbers are blotted out of both);
# too long; or where they differ.  Fails when one differs for no reason named here, or when few are equal.
# usage: verify.sh VIV [PROGRAM...]
cd "$(dirname "$0")/../.." || exit 1
viv=$(realpath "$1") python=${PYTHON:-/usr/bin/python3}
shift
programs=("$@")
least=1
[ ${#programs[@]} -gt 0 ] || { programs=(tests/trace_programs/*.py tests/programs/*/*.py); least=60; }
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 viv python
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
tracer=$("$viv" verify --tracer)
export work tracer

# why PROGRAM: why it cannot be the same under the tracer, if so.
why()
{
    case $1 in
    esac
}

# one PROGRAM: a line about it.
one()
{
    local mine=$work/$$ blot='s/-?\b[0-9]{6,}\b/#/g; s/0x[0-9a-f]+/#/g' said
    timeout 100 "$viv" trace --max-events 2000000 -o "$mine.jsonl" "$1" >/dev/null 2>&1 </dev/null
    timeout 100 "$viv" trace "$mine.jsonl" --format states -o "$mine.viv" 2>/dev/null
    timeout 100 "$python" -S -c "$tracer" 3 "$1" 3>"$mine.python" >/dev/null 2>&1 </dev/null
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
printf '%s\n' "${programs[@]}" | xargs -P 2 -I {} bash -c 'one {}' | tee "$work/lines"
awk -v least=$least '
    { split($0, part, /[ :]/); kind = part[1]; count[kind]++; if (kind == "equal" || kind == "alike") instructions += $(NF - 1) }
    END {
        printf "states: %d programs equal, %d equal but for addresses (%d instructions), %d other for a reason, %d too long, %d different\n",
            count["equal"], count["alike"], instructions, count["other"], count["long"], count["DIFFERENT"]
        exit count["DIFFERENT"] > 0 || count["equal"] < least
    }' "$work/lines"
