#!/bin/bash
# Programs of CPython's own tools and library (real_programs.txt), under CPython and under viv: what they print,
# how they exit, and the first 100,000 instructions of their own file with stack and variables.
# Fetches Debian's python3.11-examples (their licence is not ours) unless EXAMPLES names a folder that has them.
# usage: real_programs.sh VIV
viv=$(realpath "$1") || exit 1
list=$(realpath "$(dirname "$0")/real_programs.txt")
python=${PYTHON:-/usr/bin/python3} library=${VIV_STDLIB:-/usr/lib/python3.11}
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
unset PYTHONUNBUFFERED
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
if [ -z "$EXAMPLES" ]; then
    apt-get download python3.11-examples >/dev/null 2>&1 && dpkg -x python3.11-examples_*.deb . || exit 1
    EXAMPLES=$work/usr/share/doc/python3.11/examples
fi
T=$work/data
mkdir -p "$T/tree"
printf 'one two three one two four one two three five\n%.0s' 1 2 3 >"$T/text.txt"
printf 'one\n' >"$T/one.txt"
sed '2s/two/2/' "$T/text.txt" >"$T/old.txt"
printf '#ifdef DEBUG\nint debug;\n#else\nint release;\n#endif\n#ifndef OTHER\nint x;\n#endif\n' >"$T/macros.h"
printf '{"b": [1, 2.5, null], "a": {"c": "\\u00e9"}}' >"$T/data.json"
cp "$library/heapq.py" "$T/module.py"
cp "$library/keyword.py" "$T" # no code objects: their repr tells an address
cp "$library/colorsys.py" "$library/bisect.py" "$T/tree"
cp -r "$T/tree" "$T/tree2"
echo >>"$T/tree2/bisect.py"
cp "$library/heapq.py" "$T/tree2"
printf '0x1 [3] [1, 2]\n0x2 [1] {}\n0x3 [1] ()\n0x1 [2] list\n0x2 [1] dict\n' >"$T/refs.txt"
export T

# run NAME COMMAND...: stdout and the exit status into NAME.
run()
{
    local name=$1
    shift
    timeout 60 "$@" >"$name" 2>/dev/null </dev/null
    echo "exit $?" >>"$name"
}

tracer=$("$viv" verify --tracer)
same=0 traced=0 total=0 long=0 instructions=0
while read -r program arguments; do
    case $program in '' | \#*) continue ;; @*) file=$library/${program#@} ;; *) file=$EXAMPLES/$program ;; esac
    [ -f "$file" ] || { echo "$program: not there"; continue; }
    eval "set -- $arguments"
    total=$((total + 1))
    run want "$python" "$file" "$@"
    run got "$viv" "$file" "$@"
    if cmp -s want got; then same=$((same + 1)); else echo "$program: prints something else"; fi
    timeout 100 "$viv" trace --max-events 400000 -o trace.jsonl "$file" -- "$@" >/dev/null 2>&1 </dev/null
    timeout 100 "$viv" trace trace.jsonl --format states -o states 2>/dev/null
    timeout 100 "$python" -S -c "$tracer" 3 "$file" "$@" 3>wanted_states >/dev/null 2>&1 </dev/null
    head -n 100000 states >mine
    # A trace that was cut is as long as it is.
    head -n "$(wc -l <mine)" wanted_states >theirs
    if [ -s mine ] && cmp -s mine theirs; then
        traced=$((traced + 1)) instructions=$((instructions + $(wc -l <mine)))
        lines=$(wc -l <"$file")
        [ "$lines" -ge 100 ] && [ "$lines" -le 1000 ] && cmp -s want got && long=$((long + 1))
    else
        echo "$program: other instructions, $(cmp mine theirs 2>&1 | sed 's/.*line/from line/')"
    fi
done <"$list"
echo "real programs: $total run, $same print the same, $traced with the same instructions ($instructions)"
echo "of 100 to 1,000 lines: $long programs the same in both"
[ "$long" -ge 20 ] && [ "$same" -eq "$total" ] && [ "$traced" -eq "$total" ]
