#!/bin/bash
# How programs end that cannot go on: interrupts, small C stacks, broken pipes, unreadable files.
# usage: suite_limits.sh BUILD_FOLDER
cd "$(dirname "$0")/.." || exit 1
unset PYTHONUNBUFFERED PYTHONIOENCODING
viv=$(realpath "$1/viv")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# verdict NAME WANTED GOT
verdict()
{
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL limits: %s\n  wanted %s\n  got    %s\n' "$1" "$2" "$3"
    fi
}

# A child of a shell without job control ignores SIGINT; with it, it does not.
set -m
interrupted()
{
    printf 'print("on the way", flush=True)\n%s\n' "$1" >"$scratch/program.py"
    rm -f "$scratch/out"
    "$viv" "$scratch/program.py" >"$scratch/out" 2>"$scratch/errors" &
    local pid=$! tries=0 status
    until [ -s "$scratch/out" ] || [ $((tries++)) -gt 200 ]; do sleep 0.02; done
    sleep 0.05
    kill -INT $pid
    for ((tries = 0; tries < 100; tries++)); do
        kill -0 $pid 2>/dev/null || break
        sleep 0.02
    done
    kill -KILL $pid 2>/dev/null
    wait $pid 2>/dev/null
    status=$?
    verdict "Ctrl-C in $1" "130 KeyboardInterrupt" "$status $(tail -n 1 "$scratch/errors")"
}

while read -r program; do interrupted "$program"; done <<'PROGRAMS'
while True: pass
sum(range(10**11))
10**10**8
1 in iter(int, 1)
any(iter(int, 1))
list(iter(int, 1))
tuple(range(10**10))
sorted(iter(int, 1))
max(iter(int, 1))
next(filter(None, iter(int, 1)))
x = 1; exec("for i in range(60): x = (x, x)"); hash(x)
x = [1]; exec("for i in range(60): x = [x, x]"); repr(x)
import time; time.sleep(100)
PROGRAMS
set +m

case $viv in # the sanitizers' frames are several times as large
*/asan/*) stack=1024 ;;
*) stack=256 ;;
esac
for program in tests/programs/runtime/deep_*.py; do
    wanted=$(grep -c '# expect:' "$program")
    got=$(ulimit -s $stack && "$viv" "$program" 2>/dev/null | wc -l)
    verdict "$program with $stack KiB of C stack" "$wanted" "$got"
done

# Texts that nest far deeper than any program does: an error in one line, no crash.
nested() { for ((i = 0; i < 4; i++)); do head -c 25000 /dev/zero | sed "s/\\x0/$1/g"; done; }
for open in '[' '(' '{' '-' 'not ' 'lambda:' 'f(' 'a.' '1+' '1**'; do
    { printf 'x = '; nested "$open"; echo 1; } >"$scratch/nested.py"
    for stack in 8192 256; do
        got=$(ulimit -s $stack; "$viv" "$scratch/nested.py" 2>&1 >"$scratch/out"; echo $?)
        verdict "100,000 of \"$open\" with $stack KiB of C stack" 1 "${got##*$'\n'}"
    done
done

# What CPython says when standard output is gone is said at the end, with status 120.
(sleep 0.1; "$viv" -c 'print("x")' 2>"$scratch/errors"; echo $? >"$scratch/status") | true
verdict "a full disk, once flushed by the program" "120 1" \
    "$("$viv" -c 'import sys; sys.stdout.write("x"); sys.stdout.flush()' 2>"$scratch/full" >/dev/full
        echo "$? $(grep -c '^Exception ignored' "$scratch/full")")"
verdict "a closed pipe" "120 BrokenPipeError: [Errno 32] Broken pipe" \
    "$(cat "$scratch/status") $(tail -n 1 "$scratch/errors")"
"$viv" -c 'print("x")' >/dev/full 2>"$scratch/errors"
verdict "a full disk" "120 OSError: [Errno 28] No space left on device" "$? $(tail -n 1 "$scratch/errors")"
"$viv" -c 'print("x")' >&- 2>"$scratch/errors"
verdict "no standard output" "0 " "$? $(cat "$scratch/errors")"

for file in nosuch.py . /dev/null; do
    "$viv" "$file" </dev/null >"$scratch/out" 2>"$scratch/errors"
    status=$?
    case $file in
    nosuch.py) verdict "no such file" "2 1" "$status $(wc -l <"$scratch/errors")" ;;
    .) verdict "a folder" "1 1" "$status $(wc -l <"$scratch/errors")" ;;
    *) verdict "an empty file" "0 0" "$status $(wc -l <"$scratch/errors")" ;;
    esac
done

echo "limits: $passed passed, $failed failed"
