#!/bin/bash
# Renews tests/golden/states: each instruction of tests/trace_programs with the state before it, as
# CPython 3.11's own tracer sees it.  usage: states.sh VIV
cd "$(dirname "$0")/../.." || exit 1
viv=${1:-./viv} python=${PYTHON:-/usr/bin/python3}
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8
mkdir -p tests/golden/states
for program in tests/trace_programs/*.py; do
    "$python" -S -c "$("$viv" verify --tracer)" 3 "$program" 3>"tests/golden/states/$(basename "$program" .py).txt" >/dev/null 2>&1
done
