#!/bin/bash
# The limits of --max-*: exact on both sides, exit status 3, one line on stderr, a limit record
# at the end of a trace.
# usage: suite_max.sh BUILD_FOLDER
viv=$(realpath "$1/viv")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
passed=0 failed=0

# same WHAT GOT WANTED
same()
{
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL max: $1: got \"$2\", not \"$3\""
    fi
}

# ends STATUS STDOUT STDERR-OR-NOTHING ARGUMENTS...: how `viv run ARGUMENTS` ends
ends()
{
    local status=$1 out=$2 err=$3
    shift 3
    same "$* (stdout)" "$(timeout 10 "$viv" run "$@" 2>err </dev/null; echo "$?")" "$out$status"
    same "$* (stderr)" "$(cat err)" "$err"
}

printf 'x = 1\nwhile True:\n    x += 1\n' >forever.py
for n in 0 1 2 10 1000; do
    ends 3 '' "viv: stopped: more than $n instructions (--max-steps)" --max-steps $n forever.py
    timeout 10 "$viv" trace --max-steps $n -o t.jsonl forever.py 2>/dev/null
    same "trace --max-steps $n" "$?" 3
    same "ops at $n" "$(grep -c '^{"t":"op"' t.jsonl)" $n
    same "record at $n" "$(grep '^{"t":"limit"' t.jsonl)" "{\"t\":\"limit\",\"n\":$n,\"what\":\"max-steps\"}"
done

# The other side: a program of exactly so many instructions ends by itself.
echo 'x = 1' >short.py # RESUME, LOAD_CONST, STORE_NAME, LOAD_CONST, RETURN_VALUE
ends 0 '' '' --max-steps 5 short.py
ends 3 '' 'viv: stopped: more than 4 instructions (--max-steps)' --max-steps=4 short.py

ends 0 $'hello\n' '' --max-output 6 -c 'print("hello")'
ends 3 hello 'viv: stopped: more than 5 bytes of output (--max-output)' --max-output 5 -c 'print("hello")'
ends 3 '' 'viv: stopped: more than 0 bytes of output (--max-output)' --max-output 0 -c 'print("hello")'

ends 3 '' 'viv: stopped after 0.2 seconds (--max-time)' --max-time 0.2 forever.py
ends 3 '' 'viv: stopped after 0.2 seconds (--max-time)' --max-time 0.2 -c 'import time; time.sleep(9)'
ends 3 '' 'viv: stopped after 0.2 seconds (--max-time)' --max-time 0.2 -c 'sum(range(10**11))'
ends 0 '' '' --max-time 9 short.py

ends 3 $'a\n' 'viv: stopped: more than 8388608 bytes of memory (--max-memory)' --max-memory 8M -c 'print("a"); x = [0] * 10**9'
ends 0 '' '' --max-memory 64M short.py

cat >deep.py <<'END'
def f(n):
    if n > 1:
        f(n - 1)
f(9)
END
ends 0 '' '' --max-depth 10 deep.py
ends 3 '' 'viv: stopped: more than 9 nested calls (--max-depth)' --max-depth 9 deep.py
printf 'import sys\nsys.setrecursionlimit(9999)\n' | cat - deep.py >raised.py
ends 3 '' 'viv: stopped: more than 9 nested calls (--max-depth)' --max-depth 9 raised.py

ends 2 '' 'viv run: --max-steps takes a number, not "x"; try viv run --help' --max-steps x short.py
ends 2 '' 'viv run: --max-memory takes a number above 0, not "0"; try viv run --help' --max-memory 0 short.py
echo "max: $passed passed, $failed failed"
