#!/bin/bash
# Renews the goldens from CPython 3.11: what each program test prints and how it is
# disassembled.  Run by `make oracle`; `make check` needs no Python.
# usage: renew.sh [TOPIC/NAME…]   those programs alone, or everything
cd "$(dirname "$0")/../.." || exit 1
python=${PYTHON:-/usr/bin/python3}
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
unset PYTHONUNBUFFERED PYTHONIOENCODING
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || {
    echo "$python is not CPython 3.11" >&2
    exit 1
}
renew_program() {
    local file=$1 name=${1#tests/programs/} input=/dev/null err
    name=${name%.py}
    mkdir -p "tests/golden/programs/${name%/*}" "tests/golden/dis/${name%/*}"
    [ -f "${file%.py}.in" ] && input=${file%.py}.in
    err=tests/golden/programs/$name.err
    if grep -q '# expect:' "$file"; then
        timeout 60 "$python" "$file" <"$input" 2>"$err" >/dev/null
    else
        timeout 60 "$python" "$file" <"$input" 2>"$err" >"tests/golden/programs/$name.out"
    fi
    tests/plain_stderr.sh "$err"
    if [ ! -s "$err" ] || grep -q '# stderr:' "$file"; then rm "$err"; fi
    "$python" -m dis "$file" 2>/dev/null |
        sed -E 's/ at 0x[0-9a-fA-F]+/ at 0x.../g' >"tests/golden/dis/$name.dis"
    [ -s "tests/golden/dis/$name.dis" ] || rm "tests/golden/dis/$name.dis"
}

if [ $# -gt 0 ]; then
    for name in "$@"; do renew_program "tests/programs/$name.py"; done
    exit
fi
for file in tests/programs/*/*.py; do renew_program "$file"; done

# The checksums of traced runs.
tests/suite_streams.sh . renew

# What the programs of tests/bench print at the size that the tests use.
mkdir -p tests/golden/bench
for file in tests/bench/*.py; do
    "$python" "$file" 8 >"tests/golden/bench/$(basename "$file" .py).out"
done

# A .pyc of CPython's, with its digest.
"$python" - <<'END'
import marshal, subprocess, sys
source = open("tests/programs/language/match.py").read()
code = compile(source, "sample.py", "exec", dont_inherit=True)
with open("tests/golden/code/sample.pyc", "wb") as f:
    f.write(bytes.fromhex("a70d0d0a") + bytes(12) + marshal.dumps(code))
with open("tests/golden/code/sample.jsonl", "w") as f:
    subprocess.run([sys.executable, "tests/oracle/codeobj_digest.py", "--pyc",
                    "tests/golden/code/sample.pyc"], stdout=f, check=True)
END
sed -i 's|"file":"tests/golden/code/sample.pyc"|"file":"sample.py"|' tests/golden/code/sample.jsonl

# The instructions that CPython runs, each with its value stack.
[ -x ./viv ] && tests/oracle/states.sh ./viv
mkdir -p tests/golden/ops
for file in tests/trace_programs/*.py lessons/05-frames/fib.py lessons/14-cycles/cycle.py; do
    VIV_OPS="tests/golden/ops/$(basename "$file" .py).ops" \
        timeout 60 "$python" tests/oracle/ops.py "$file" >/dev/null 2>&1
done
"$python" tests/oracle/renew_syntax.py

# The collections of the programs in tests/collections.
for file in tests/collections/*.py; do
    "$python" tests/oracle/gc_collections.py "$file" >"tests/golden/collections/$(basename "$file" .py).txt"
done
"$python" -B tests/collections/allocations/probe.py tests/collections/allocations/lines.txt 2>/dev/null >tests/golden/collections/allocations.txt
