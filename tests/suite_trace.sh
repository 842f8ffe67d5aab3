#!/bin/bash
# The trace and time travel, end to end.  usage: suite_trace.sh BUILD_FOLDER
#
# ops     the instructions that viv runs, each with its value stack, are CPython's: compared with
#         tests/golden/ops, which `make oracle` renews
# trace   the same program gives the same bytes; the format's description is up to date
# check   viv trace --check accepts what viv writes, and says what is wrong with damaged traces
# replay  a trace can be walked through there and back, and says at each step what the machine says there
# seek    a View depends on the step alone, not on the way there
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

programs=(tests/trace_programs/*.py lessons/05-frames/fib.py lessons/14-cycles/cycle.py)
for program in "${programs[@]}"; do
    name=$(basename "$program" .py)
    timeout 30 "$viv" trace --format ops "$program" >"$scratch/ops" 2>"$scratch/errors"
    verdict "ops $name" "$(diff "$scratch/ops" "tests/golden/ops/$name.ops" | head -n 4)"
done

# check_of ARGUMENTS: what --check says of the trace that viv writes with them, unless it is right.
check_of()
{
    timeout 30 "$viv" trace -o "$scratch/check.jsonl" "$@" >/dev/null 2>&1 </dev/null
    timeout 30 "$viv" trace --check "$scratch/check.jsonl" 2>&1 | grep -v ' steps, complete$'
}

for program in "${programs[@]}"; do
    verdict "check $program" "$(check_of "$program")"
done
# replay_of PROGRAM: what is wrong with its trace, when it is walked through, and beside the machine.
replay_of()
{
    timeout 30 "$viv" trace -o "$scratch/replay.jsonl" --key-interval 10 "$1" >/dev/null 2>&1 </dev/null
    timeout 60 "$viv" trace --replay "$scratch/replay.jsonl" 2>&1 | grep -v ' backwards, 0 differ$'
    timeout 60 "$viv" trace --beside "$scratch/replay.jsonl" "$1" 2>&1 | grep -v ' machine, 0 differ$'
}

for program in "${programs[@]}"; do
    verdict "replay $program" "$(replay_of "$program")"
done
# A player keeps what lies between two key records: whole states of many objects may not be too many.
printf 'x = [[i] for i in range(300)]\nfor i in range(100): pass\n' >"$scratch/states.py"
timeout 30 "$viv" trace --full -o "$scratch/states.jsonl" "$scratch/states.py"
verdict "key records of whole states" "$([ "$(grep -c '"t":"key"' "$scratch/states.jsonl")" -ge 2 ] || echo "fewer than two")"
timeout 30 "$viv" trace lessons/05-frames/fib.py -o "$scratch/fib.jsonl" >/dev/null
verdict "view of a trace" "$("$viv" trace "$scratch/fib.jsonl" --view 41 | sed 's,[~#][0-9]*,#,g' | grep -v __ |
    diff - tests/golden/trace/fib_41.txt)"
printf '41i\n:save-display %s\n' "$scratch/trace.screen" >"$scratch/script"
verdict "step through a trace" "$("$viv" step --script "$scratch/script" --size 80x24 --ascii "$scratch/fib.jsonl" 2>&1 </dev/null
    for text in 'step 41/151' '=> 34 BINARY_OP     10 (-)' 'BINARY_OP (-): pops 1 and 2, pushes 2 - 1 = 1.'; do
        grep -qF -- "$text" "$scratch/trace.screen" || echo "the screen has no $text"
    done)"
sed '20s/"n"/"m"/' "$scratch/fib.jsonl" >"$scratch/broken.jsonl"
verdict "step through a broken trace" "$("$viv" trace "$scratch/broken.jsonl" --view 90 2>&1 |
    grep -v 'broken.jsonl: line 20: ')"

# Converters: what they wrote is what was looked at and proved (tests/oracle/tutor.py, validate.cjs).
while read -r program format; do
    name=tests/golden/trace/$(basename "$program" .py).$format.json
    verdict "format $format of $program" "$("$viv" trace --format "$format" "$program" 2>&1 | awk -f tests/renumber.awk | cmp - "$name" 2>&1)"
    "$viv" trace -o "$scratch/again.jsonl" "$program" >/dev/null 2>&1
    verdict "format $format from a trace of $program" "$("$viv" trace "$scratch/again.jsonl" --format "$format" | awk -f tests/renumber.awk | cmp - "$name" 2>&1)"
done <<'END'
tests/trace_programs/closures.py pytutor
tests/trace_programs/linked.py pytutor
tests/trace_programs/arithmetic.py pytutor-ops
tests/trace_programs/hanoi.py speedscope
tests/trace_programs/exceptions.py chrome
END
for sample in traces/samples/*.jsonl; do
    verdict "sample $sample" "$("$viv" trace --check "$sample" 2>&1 | grep -v ' steps, complete$'
        "$viv" trace --replay "$sample" 2>&1 | grep -v ' backwards, 0 differ$')"
done

# Questions about the past, of the machine and of a trace; conditions are evaluated without changing anything.
cat >"$scratch/node.py" <<'END'
class Node:
    pass


def work(node, i):
    node.value = i * i
    return node.value


node = Node()
for i in range(20):
    work(node, i)
print(node.value)
END
"$viv" trace -o "$scratch/node.jsonl" "$scratch/node.py" >/dev/null
id=$(sed -n 's/.*"id":\([0-9]*\),"type":"Node".*/\1/p' "$scratch/node.jsonl")
position()    # PROGRAM COMMAND...: where the stepper stands after the commands
{
    local program=$1
    shift
    printf '%s\n' "$@" ":save-display $scratch/position" >"$scratch/script"
    "$viv" step --script "$scratch/script" --size 80x24 --ascii "$program" </dev/null 2>&1
    sed -n '1s/.* step \([0-9]*\).*/\1/p' "$scratch/position"
}
sixth=$(position "$scratch/node.py" ':next 6' ':next 6' ':next 6' ':next 6')
verdict "a condition" "$([ "$(position "$scratch/node.py" ':next 6 if i == 3 and print(node) is None and not node.__dict__.clear()')" = "$sixth" ] || echo "another step")"
verdict "a condition changes nothing" "$(position "$scratch/node.py" ':next 6 if node.__dict__.clear() is None' '$' >/dev/null
    grep -q '^|361' "$scratch/position" || echo "the output is another")"
printf '%s\n' 'def work(count):' '    locals()' '    count += 1' '    return count' 'work(1)' >"$scratch/copy.py"
verdict "a condition sees variables, not the copy that locals() made" \
    "$([ "$(position "$scratch/copy.py" ':next 4 if count == 2')" = "$(position "$scratch/copy.py" ':next 4')" ] || echo "another step")"
for program in "$scratch/node.py" "$scratch/node.jsonl"; do
    verdict "when an attribute changed: ${program##*.}" "$(position "$program" '150i' ":when #$id.value" >/dev/null
        grep -q 'STORE_ATTR' "$scratch/position" || cat "$scratch/position")"
    verdict "when an object was made: ${program##*.}" "$([ "$(position "$program" '150i' ":when #$id")" -lt 30 ] || echo late)"
done

# What is left when writing ends too early: whole records, which a reader takes as far as they go.
cat >"$scratch/long.py" <<'END'
total = 0
for i in range(1000000):
    total += i
END
"$viv" trace --max-events 0 -o "$scratch/killed.jsonl" "$scratch/long.py" &
pid=$!
while [ ! -s "$scratch/killed.jsonl.part" ]; do sleep 0.05; done
kill -9 $pid
wait $pid 2>/dev/null
verdict "a killed run leaves a readable prefix" "$(ls "$scratch/killed.jsonl" 2>/dev/null
    "$viv" trace --check "$scratch/killed.jsonl.part" 2>&1 | grep -vE ' steps, without its end: the run was cut off$| is cut short$')"
verdict "and it can be looked at" "$("$viv" trace "$scratch/killed.jsonl.part" --view 100 | head -n 1 | grep -v '^step 100 of ')"
verdict "a full disk" "$( (ulimit -f 64; "$viv" trace -o "$scratch/full.jsonl" "$scratch/long.py" 2>&1; echo $?) | tail -n 2 | tr '\n' ' ' |
    grep -v '^viv trace: the trace could not be written completely: File too large 1 $')"
verdict "leaves a readable prefix" "$("$viv" trace --check "$scratch/full.jsonl.part" 2>&1 | grep -v ' is cut short$')"
verdict "a closed pipe" "$( ("$viv" trace "$scratch/long.py" 2>&1 >&3; echo $?) 3> >(head -c 1 >/dev/null) | tr '\n' ' ' |
    grep -v '^viv trace: the trace could not be written completely: Broken pipe 1 $')"
verdict "refcounts" "$("$viv" trace --refcounts -o "$scratch/rc.jsonl" lessons/14-cycles/cycle.py >/dev/null
    "$viv" trace --check "$scratch/rc.jsonl" | grep -v ' steps, complete$'
    "$viv" trace --replay "$scratch/rc.jsonl" | grep -v ' 0 differ$'
    grep -c '^{"t":"rc"' "$scratch/rc.jsonl" | grep '^0$')"

# Two traces beside each other.
sed 's/n < 2/n < 1/' lessons/05-frames/fib.py >"$scratch/other.py"
"$viv" trace -o "$scratch/other.jsonl" "$scratch/other.py" >/dev/null
verdict "diff of a trace and itself" "$("$viv" trace --diff "$scratch/fib.jsonl" "$scratch/fib.jsonl" | grep -v ' records are equal$')"
verdict "diff of two traces" "$("$viv" trace --diff "$scratch/fib.jsonl" "$scratch/other.jsonl" >"$scratch/diff"
    [ $? -eq 1 ] || echo "another exit status"
    grep -q '^record [0-9]* differs, at step 10$' "$scratch/diff" || head -n 3 "$scratch/diff")"

# What the states of the programs are under CPython: renewed by make oracle, as verify compares them.
for program in tests/trace_programs/*.py; do
    name=tests/golden/states/$(basename "$program" .py).txt
    "$viv" trace -o "$scratch/states.jsonl" "$program" >/dev/null 2>&1
    verdict "states of $program" "$("$viv" trace "$scratch/states.jsonl" --format states | cmp - "$name" 2>&1)"
done

# The readers in traces/examples, where what runs them is there.
read_with()
{
    local interpreter=$1 reader=$2 golden
    if ! command -v "$interpreter" >/dev/null; then
        echo "skipped: traces/examples/$reader, as there is no $interpreter"
        return
    fi
    for golden in tests/golden/trace/reader_*.txt; do
        golden=$(basename "$golden" .txt)
        verdict "$reader ${golden#reader_}" "$("$interpreter" "traces/examples/$reader" "traces/samples/${golden#reader_}.jsonl" 2>&1 |
            diff - "tests/golden/trace/$golden.txt" | head -n 4)"
    done
    verdict "$reader is short" "$(awk 'END { if (NR > 60) print NR " lines" }' "traces/examples/$reader")"
}
read_with /usr/bin/python3 reader.py
read_with node reader.js

verdict "check of a program that forks" "$(check_of -c 'import os
if os.fork() == 0: print(sum(range(5)))
else: os.wait()')"
# A library generator catches what is thrown in, and yields on: those that delegate to it do not run for that.
cat >"$scratch/kept.py" <<'END'
library = {}
exec(compile('''def keeps():
    while True:
        try:
            yield 1
        except ValueError:
            pass
''', "<frozen keeps>", "exec"), library)


def outer():
    yield from library["keeps"]()


generator = outer()
print(next(generator), generator.throw(ValueError))
generator.close()
END
verdict "check of what a library generator keeps" "$(check_of "$scratch/kept.py")"
verdict "replay of it" "$("$viv" trace --replay "$scratch/check.jsonl" | grep -v ' 0 differ$')"
verdict "check of what a queue holds" "$(check_of --max-events 6000 --key-interval 500 tests/programs/threads/queues.py)"
verdict "check of a namespace for each thread" "$(check_of --key-interval 50 tests/programs/threads/local_data.py)"
verdict "replay of it" "$("$viv" trace --replay "$scratch/check.jsonl" | grep -v ' 0 differ$')"
verdict "os._exit ends the trace, too" "$(check_of -c 'import os
if os.fork() == 0: os._exit(1)
os.wait()
def leave(): os._exit(3)
leave()'
    tail -n 1 "$scratch/check.jsonl" | grep -v '"reason":"exit","status":3}$')"
verdict "and the stepper's run" "$(printf '%s\n' c q | "$viv" step --plain -c 'import os; os._exit(4)' 2>&1 | grep -c 'has ended (exit), with exit status 4' | grep -vx 1)"
echo 'print(1 is 1)' >"$scratch/warned.py"
verdict "what the compiler says" "$(check_of "$scratch/warned.py")"
verdict "comes before all else" "$(sed -n 2p "$scratch/check.jsonl" | grep -v '^{"t":"out","n":0,"fd":2,"text":".*warned.py:1: SyntaxWarning: '
    "$viv" trace --beside "$scratch/check.jsonl" "$scratch/warned.py" | grep -v ' 0 differ$')"
# Threads run in frames of the library, which a trace leaves out.
verdict "threads beside the machine" "$("$viv" trace --max-events 900 -o "$scratch/facts.jsonl" tests/programs/threads/facts.py >/dev/null
    "$viv" trace --beside "$scratch/facts.jsonl" tests/programs/threads/facts.py | grep -v ' 0 differ$')"
for program in events frames jumps; do
    verdict "check of a program that traces itself: $program" "$(check_of --max-events 4000 --key-interval 1000 tests/programs/tracing/$program.py)"
    verdict "replay of it" "$("$viv" trace --replay "$scratch/check.jsonl" | grep -v ' 0 differ$')"
done
verdict "a jump is told of" "$("$viv" trace tests/programs/tracing/jumps.py 2>/dev/null | grep -c '^{"t":"jump","n":[0-9]*,"f":[0-9]*,"to":[0-9]*}$' | grep '^0$')"
# Counts are told of where the program's own steps are, however long the library takes.
verdict "refcounts of what the library does" "$(check_of --refcounts -c 'import functools
for i in range(3): print(functools.reduce(lambda a, b: a + [b], range(9), []))'
    "$viv" trace --replay "$scratch/check.jsonl" | grep -v ' 0 differ$')"
verdict "check of many codes" "$(check_of -c 'for i in range(70): eval("i + %d" % i)')"
for options in --all "--from 40" "--from 100 --to 200" "--only *count*" "--max-events 200"; do
    set -f
    # shellcheck disable=SC2086
    verdict "check $options" "$(check_of $options tests/trace_programs/generators.py)"
    set +f
done

# damage SCRIPT: the trace that cases.txt speaks of.
damage()
{
    sed "$1" tests/damaged_traces/whole.jsonl >"$scratch/damaged.jsonl"
    case $1 in *q}) truncate -s -1 "$scratch/damaged.jsonl" ;; esac
}

while IFS=$'\t' read -r script status message; do
    damage "$script"
    said=$(timeout 30 "$viv" trace --check "$scratch/damaged.jsonl" 2>&1)
    verdict "check of damaged trace: $script" "$([ $? -eq "$status" ] || echo "another exit status"
        [ "${said##*damaged.jsonl: }" = "$message" ] || printf '%s\n' "$said")"
done < <(grep -v '^#' tests/damaged_traces/cases.txt)

verdict "trace --schema: renew traces/schema.json" \
    "$("$viv" trace --schema | diff - traces/schema.json | head -n 4)"
verdict "trace --fields: renew the records in traces/FORMAT.md" \
    "$("$viv" trace --fields | diff - <(sed '1,/^## Records/d' traces/FORMAT.md | sed 1d) | head -n 4)"

for program in lessons/05-frames/fib.py lessons/14-cycles/cycle.py; do
    for try in 1 2; do
        timeout 30 "$viv" trace -o "$scratch/$try.jsonl" "$program" >/dev/null 2>&1
    done
    verdict "trace $program twice" "$(cmp "$scratch/1.jsonl" "$scratch/2.jsonl" 2>&1)"
    verdict "trace $program ends" "$(tail -n 1 "$scratch/1.jsonl" | grep -v '^{"t":"end"')"
    verdict "trace $program lines" "$(grep -vn '^{"t":"[a-z]*".*}$' "$scratch/1.jsonl" | head -n 3)"
    verdict "seek $program" "$(timeout 120 "$viv" trace --seek-test 25 "$program" 2>/dev/null | grep -v ', 0 differ$')"
done
verdict "seek: files too" "$(TRAVEL=$scratch/travel TRAVEL_MODE=w timeout 120 "$viv" trace --seek-test 25 tests/travel/file.py 2>/dev/null | grep -v ', 0 differ$')"
for program in generators exceptions in_and_out objects; do
    verdict "seek $program" "$(timeout 120 "$viv" trace --seek-test 25 "tests/travel/$program.py" 30 2>/dev/null | grep -v ', 0 differ$')"
done
# A program with threads; its library's own instructions are not written.
verdict "check threads" "$(for options in "" --all --full --refcounts "--key-interval 50" "--from 60 --to 200"; do
    # shellcheck disable=SC2086
    check_of $options tests/travel/threads.py; done)"
verdict "replay threads" "$(replay_of tests/travel/threads.py)"
verdict "seek threads" "$(timeout 120 "$viv" trace --seek-test 25 tests/travel/threads.py 2>/dev/null | grep -v ', 0 differ$')"
verdict "threads in a trace" "$("$viv" trace tests/travel/threads.py | grep -c '^{"t":"thread","n":[0-9]*,"thread":[012],"frames":\[0*\]}$' | grep -vx 4)"
verdict "the stepper says which thread runs" "$(printf ':140\n:save-display %s\n' "$scratch/thread.screen" >"$scratch/script"
    "$viv" step --script "$scratch/script" --size 80x24 --ascii tests/travel/threads.py 2>&1 </dev/null
    grep -q 'Frames depth 1' "$scratch/thread.screen" || echo 'not the main thread at 140'
    printf ':200\n:save-display %s\n' "$scratch/thread.screen" >"$scratch/script"
    "$viv" step --script "$scratch/script" --size 80x24 --ascii tests/travel/threads.py 2>&1 </dev/null
    grep -q 'Frames thread 2  depth' "$scratch/thread.screen" || cat "$scratch/thread.screen")"
verdict "a file is written once" "$(rm -f "$scratch/travel"
    printf '%s\n' c I I C c S S C c q | TRAVEL=$scratch/travel TRAVEL_MODE=a timeout 120 "$viv" step --plain tests/travel/file.py 2>&1 >/dev/null
    printf 'once %d\n' 0 1 2 | diff - "$scratch/travel")"
verdict "trace names files as given" "$("$viv" trace lessons/05-frames/fib.py | grep '^{"t":"source"' |
    cut -d, -f3 | grep -v '^"name":"lessons/05-frames/fib.py"$')"
"$viv" trace no/such/file.py >/dev/null 2>&1
verdict "trace without its program exits 2" "$([ $? -eq 2 ] || echo other)"
verdict "trace --max-events" "$("$viv" trace --max-events 50 lessons/05-frames/fib.py | tail -n 2 |
    cut -d, -f1 | tr '\n' ' ' | grep -v '^{"t":"limit" {"t":"end" $')"

echo "trace: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
