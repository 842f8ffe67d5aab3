#!/bin/bash
# The stage commands on what is no good program: the message, the exit status, and no crash.
# usage: suite_stages.sh BUILD_FOLDER
#
# options   --help of every subcommand, and one line on stderr with status 2 for a wrong option
# input     files that are not there, no text, or no Python
# large     input that is larger or deeper than any program
# saved     what a fuzzer once found (tests/fuzz/saved): refused or accepted, in bounded time
cd "$(dirname "$0")/.." || exit 1
viv=$(realpath "$1/viv")
top=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# expect STATUS ERROR COMMAND…: the exit status, and a pattern for the last line on stderr.
expect()
{
    local status=$1 pattern=$2 last
    shift 2
    timeout 20 "$viv" "$@" >"$scratch/out" 2>"$scratch/errors" </dev/null
    local got=$?
    last=$(tail -n 1 "$scratch/errors")
    # shellcheck disable=SC2053
    if [ $got -eq "$status" ] && [[ $last == $pattern ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL viv %s: status %s, %s\n' "$(cut -c 1-200 <<<"$*")" $got "$last"
    fi
}

stages="tokens ast symtable cfg dis"
compilers="symtable cfg dis compile"
cd "$scratch" || exit 1

for command in run ast tokens symtable cfg dis compile step trace; do
    expect 0 "" $command --help
    expect 2 "viv $command: *--nonsense*; try viv $command --help" $command --nonsense x
    [ "$(wc -l <errors)" -eq 1 ] || { failed=$((failed + 1)); echo "FAIL $command: more than one line"; }
done
for command in $stages; do
    expect 2 "viv $command: name a file; *" $command
    expect 2 "viv $command: *\[Errno 2] No such file or directory: 'none.py'" $command none.py
    expect 2 "viv $command: *\[Errno 21] Is a directory: '/'" $command /
done
expect 2 "viv dis: one file at a time; *" dis a b
expect 2 "viv dis: either a file or -c CODE; *" dis -c x y
expect 2 "viv ast: --indent takes a number, not \"x\"; *" ast -i x y

printf 'x = = 1\n' >bad.py
printf 'x = 1\0\n' >nul.py
printf '\x7fELF\x02\x01\x01\0\0' >binary
printf 'x = "\xff"\n' >latin.py
printf '# coding: nonsense\n' >coding.py
printf '\xa7\r\r\n\0\0\0\0' >short.pyc
for command in ast $compilers; do
    expect 1 "SyntaxError: invalid syntax" $command bad.py
    expect 1 "*ValueError: source code string cannot contain null bytes" $command nul.py
    expect 1 "*ValueError: source code string cannot contain null bytes" $command binary
    expect 1 "SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0xff in position *" $command latin.py
    expect 1 "SyntaxError: *encoding*nonsense*" $command coding.py
done
expect 0 "" tokens nul.py
grep -q "ERRORTOKEN .*x00" out || { failed=$((failed + 1)); echo "FAIL tokens nul.py: no NUL byte"; }
expect 1 "viv dis: EOFError: *" dis short.pyc

repeat()
{
    head -c "$2" /dev/zero | sed "s/\x00/$1/g"
}
repeat '(' 100000 >brackets.py
{ printf 'x = '; repeat 7 1000000; echo; } >digits.py
{ printf 'x = '; repeat '-' 100000; echo 1; } >minus.py
{ printf 'x = 1'; repeat '+1' 100000; echo; } >sum.py
{ printf 'x = a'; repeat '.a' 100000; echo; } >dots.py
for command in ast $compilers; do
    expect 1 "SyntaxError: too many nested parentheses" $command brackets.py
    expect 1 "SyntaxError: Exceeds the limit (4300 digits) for integer string conversion: value has 1000000 digits; *" $command digits.py
    expect 1 "*Error: *" $command minus.py
done
expect 1 "*: error: EOF in multi-line statement" tokens brackets.py
repeat ")" 100000 >>brackets.py
expect 0 "" tokens brackets.py
expect 1 "RecursionError: maximum recursion depth exceeded during ast construction" ast sum.py
expect 0 "" tokens sum.py
for command in $compilers; do
    expect 1 "*RecursionError: maximum recursion depth exceeded during compilation" $command sum.py
    expect 1 "*RecursionError: maximum recursion depth exceeded during compilation" $command dots.py
done

for file in "$top"/tests/fuzz/saved/*; do
    [ -f "$file" ] || continue
    for command in $stages; do
        cp "$file" case && timeout 20 "$viv" $command case >/dev/null 2>&1
        [ $? -lt 124 ] && passed=$((passed + 1)) && continue
        failed=$((failed + 1))
        echo "FAIL viv $command $file"
    done
done
echo "stages: $passed passed, $failed failed"
