#!/bin/bash
# Lets allocations of some programs fail, and of the start of the machine: a sample of what `make stress`
# does for every allocation.  usage: suite_fail_alloc.sh BUILD_FOLDER [--all]
cd "$(dirname "$0")/.." || exit 1
fail_alloc=$1/tests/stress/fail_alloc
programs=$(echo tests/programs/{classes/{attributes,inherit,slots},exceptions/{groups,groups2,with2,messages},functions/{closures,decorators,arguments,unpacking,defaults},generators/basic2,language/{comprehensions,control,fstrings,loops,scopes,match},runtime/{gc_callbacks,gc_cycles,refcounts,frames},values/{dicts,sets,strings}}.py)
known=()
for program in $programs; do [ -f "$program" ] && known+=("$program"); done
if [ "${2:-}" = --all ]; then
    "$fail_alloc" "${known[@]}" 2>/dev/null
    "$fail_alloc" --every 7 --start 2>/dev/null
else
    "$fail_alloc" --every 61 "${known[@]}" --every 997 --start 2>/dev/null
fi
