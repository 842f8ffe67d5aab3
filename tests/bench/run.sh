#!/bin/bash
# Times the programs in tests/bench, under viv and, where it is installed, CPython 3.11.
# usage: run.sh VIV [NAME]       prints the best of three runs in seconds of CPU time (user and system), their ratio,
# and at the end the ratios' geometric mean and the worst; without CPython only viv's times
cd "$(dirname "$0")/../.." || exit 1
viv=$1 filter=${2:-}
python=${PYTHON:-/usr/bin/python3}
TIMEFORMAT='%U %S'

best_of_three()
{
    local run
    for _ in 1 2 3; do
        { time "$1" "$2" >/dev/null 2>&1 || echo failed; } 2>&1 | tail -n 1
    done | awk '{ print /failed/ ? $0 : $1 + $2 }' | sort -n | head -n 1
}

printf '%-20s %9s %9s %7s\n' program viv python ratio
for program in tests/bench/"$filter"*.py; do
    [ -f "$program" ] || continue
    mine=$(best_of_three "$viv" "$program")
    theirs=-
    command -v "$python" >/dev/null && theirs=$(best_of_three "$python" "$program")
    printf '%s %s %s\n' "$(basename "$program" .py)" "$mine" "$theirs"
done | awk '{
    ratio = $3 + 0 > 0 ? $2 / $3 : 0
    printf "%-20s %9s %9s %7s\n", $1, $2, $3, (ratio > 0 ? sprintf("%.2f", ratio) : "-")
    fflush()
    if (ratio <= 0) next
    logs += log(ratio)
    count++
    if (ratio > worst) worst = ratio
}
END { if (count > 0) printf "geometric mean %.2f, worst %.2f\n", exp(logs / count), worst }'
