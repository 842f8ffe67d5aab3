#!/bin/bash
# usage: suite_streams.sh BUILD_FOLDER [renew]
#
# The events of traced runs (tests/oracle/streams.py: each instruction with its stack and variables, calls,
# lines, returns, exceptions) are CPython's: tests/golden/streams.txt has for each program their count and
# the checksum of all of them.  renew writes that file, with $PYTHON.
# When a program differs, compare the files that streams.py writes under both.
cd "$(dirname "$0")/.." || exit 1
viv=$(realpath "$1/viv")
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# summary PYTHON PROGRAM: a line of streams.txt.
summary()
{
    local out=$scratch/${2//\//_}
    timeout 100 "$1" tests/oracle/streams.py "$2" "$out" </dev/null >/dev/null 2>&1
    printf '%s %s %s\n' "$2" "$(wc -l <"$out")" "$(cksum <"$out")"
}
export -f summary
export scratch

if [ "$2" = renew ]; then
    for program in tests/trace_programs/*.py tests/programs/{classes,exceptions,functions,generators,language}/*.py; do
        # Not those that show addresses, or hashes of what has one; nor the metaclass whose mro() changes its own
        # bases: how deep that goes depends on the stack; nor the file with a NUL byte, which this tracer cannot read.
        case $program in */c_stack.py | */found_on_classes.py | */class_assignment.py | */hostile_dunders.py | */remembered.py | */generic_aliases.py | */function_objects.py | */nul_in_file.py | */recursion*.py) continue ;; esac
        summary "${PYTHON:-/usr/bin/python3}" "$program"
    done >tests/golden/streams.txt
    exit
fi
cut -d ' ' -f 1 tests/golden/streams.txt |
    xargs -P 2 -I {} bash -c 'summary "$0" {}' "$viv" | sort >"$scratch/mine"
sort tests/golden/streams.txt >"$scratch/wanted"
comm -13 "$scratch/mine" "$scratch/wanted" | sed 's/^/FAIL stream of /'
failed=$(comm -13 "$scratch/mine" "$scratch/wanted" | wc -l)
echo "streams: $(($(wc -l <"$scratch/wanted") - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
