#!/bin/bash
# Walks through programs by script, on a screen in memory, and compares the screens with goldens.
# usage: suite_stepper.sh BUILD_FOLDER     VIV_RENEW=1 writes the goldens anew
# tests/stepper/NAME.script walks through NAME.py; its screens are in tests/golden/stepper/NAME.txt.
# What depends on how the machine starts is masked: numbers of objects, the count of None, the size of the heap;
# and steps behind an import from the library, which takes as many as there are (1,000 and more).
cd "$(dirname "$0")/stepper" || exit 1
viv=$(realpath "../../$1/viv")
passed=0 failed=0
for script in *.script; do
    name=${script%.script}
    golden=../golden/stepper/$name.txt
    shots=$(timeout 60 "$viv" step --ascii --script "$script" "$name.py" 2>&1 </dev/null |
        sed -E 's/~[0-9]+ */~N     /g; s/#[0-9]{2,4}\b */#NN /g; s/0x[0-9a-f]+ */0xN /g; s/(None .*)rc [0-9]+ */\1rc N   /; s/[0-9]+ live, [0-9]+ KiB/N live, N KiB/; s/\(\+[0-9]+\)/(+N)/g; s#step [0-9]{4,}/[0-9]{4,}\+? \[[^]]*\] *#step N/N [...] #')
    [ -n "${VIV_RENEW:-}" ] && printf '%s\n' "$shots" >"$golden"
    if diff "$golden" - <<<"$shots" >/dev/null; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL stepper $name:"
        diff "$golden" - <<<"$shots" | head -n 20
    fi
done

# save WHAT STATUS COMMAND: types :save at the end of recursion.py; it says STATUS of the file that is left.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
save()
{
    printf '%s\n' "$2" >"$scratch/script"
    local said
    said=$("$viv" step --script "$scratch/script" recursion.py 2>&1 >/dev/null)
    if $3; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL stepper saves $1: $said"
    fi
}
same() { (cd "$scratch" && cmp -s "$1" "$2" && [ ! -e "$1.part" ]); }
"$viv" trace -o "$scratch/whole.jsonl" recursion.py >/dev/null
save "the whole run" "\$"$'\n'":save $scratch/saved.jsonl" "same saved.jsonl whole.jsonl"
save "over no file" "^"$'\n'":save $scratch/saved.jsonl" "same saved.jsonl whole.jsonl"
save "half a run" ":40"$'\n'":save! $scratch/saved.jsonl" "$viv trace --check $scratch/saved.jsonl"
save "nowhere" "\$"$'\n'":save $scratch/no/saved.jsonl" "test ! -e $scratch/no"
echo "stepper: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
