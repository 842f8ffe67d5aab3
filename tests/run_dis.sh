#!/bin/bash
# Compares `viv dis` with CPython's dis for every golden in tests/golden/dis.
# usage: run_dis.sh VIV [TOPIC[/NAME]]
# Addresses are normalised: they differ from run to run in CPython itself.
cd "$(dirname "$0")/.." || exit 1
viv=$1 filter=${2:-}
passed=0 failed=0
"$viv" dis </dev/null 2>&1 | grep -q 'no command' && {
    echo "dis: not run, this viv has no command \"dis\""
    exit 0
}
normalise() { sed -E 's/ at 0x[0-9a-fA-F]+/ at 0x.../g'; }
for golden in tests/golden/dis/"$filter"*/*.dis tests/golden/dis/"$filter"*.dis; do
    [ -f "$golden" ] || continue
    name=${golden#tests/golden/dis/}
    name=${name%.dis}
    difference=$(timeout 20 "$viv" dis "tests/programs/$name.py" 2>&1 | normalise |
        diff - "$golden" | sed -n 1,4p)
    if [ -z "$difference" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL dis %s\n%s\n' "$name" "$difference"
    fi
done
echo "dis: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
