#!/bin/bash
# viv gc: reports of small programs are those stored, a run that is watched prints what any other
# does, and its JSON is whole.  usage: suite_gc.sh BUILD_FOLDER
#
# GC_RENEW=1 writes tests/golden/gc anew.
cd "$(dirname "$0")/.." || exit 1
viv=$(realpath "$1/viv")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# verdict NAME DIFFERENCE: counts a test, which passed when DIFFERENCE is empty.
verdict()
{
    if [ -z "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n%s\n' "$1" "$2"
    fi
}

# against_golden NAME FILE: without the objects' numbers, which depend on how the machine starts.
against_golden()
{
    sed -E -i 's/#[0-9]+/#N/g; s/"id":[0-9]+/"id":N/g' "$2"
    [ -z "$GC_RENEW" ] || cp "$2" "tests/golden/gc/$1"
    verdict "gc $1" "$(diff "tests/golden/gc/$1" "$2" 2>&1 | head -n 8)"
}

for program in lessons/14-cycles/cycle.py tests/gc_programs/*.py; do
    name=$(basename "$program" .py)
    timeout 30 "$viv" gc "$program" >"$scratch/text" 2>"$scratch/errors"
    verdict "gc $name: status and errors" "$([ $? -eq 0 ] || echo "status"; cat "$scratch/errors")"
    against_golden "$name.txt" "$scratch/text"
    # Where the sources lie differs from machine to machine: the goldens say /viv.
    timeout 30 "$viv" gc --json "$program" 2>&1 | sed "s#\"$PWD/#\"/viv/#g" >"$scratch/json"
    against_golden "$name.json" "$scratch/json"
    timeout 30 "$viv" run "$program" >"$scratch/plain" 2>&1
    verdict "gc $name: the program's own output" "$(head -n "$(wc -l <"$scratch/plain")" "$scratch/text" | diff - "$scratch/plain")"
done

timeout 30 "$viv" gc --dot everything tests/gc_programs/heap.py >"$scratch/dot" 2>&1
verdict "gc --dot: status" "$([ $? -eq 0 ] || echo "status")"
against_golden heap.dot "$scratch/dot"
verdict "gc --dot: no more than 300 objects" \
    "$("$viv" gc --dot many tests/gc_programs/heap.py | awk '/^  n[0-9]+ \[/ { n++ } /^  more/ { more++ } END { if (n != 300 || more != 1) print n, more }')"
"$viv" gc --dot nix -c 'pass' >"$scratch/none" 2>&1
verdict "gc --dot of no name" "$([ $? -eq 2 ] || echo "status"; grep -q 'no global name "nix"' "$scratch/none" || cat "$scratch/none")"

"$viv" gc -c 'raise SystemExit(7)' >/dev/null 2>&1
verdict "gc: the program's exit status" "$([ $? -eq 7 ] || echo "another")"
"$viv" gc >/dev/null 2>"$scratch/errors"
verdict "gc without a program" "$([ $? -eq 2 ] || echo "another status")"
verdict "gc: no control character of a name reaches the report" "$("$viv" gc -c '
import gc
class A: pass
A.__name__ = "\x1b[2J"
a = A(); a.me = a; del a; gc.collect()' | grep -c "$(printf '\033')" | grep -v '^0$')"

echo "gc: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
