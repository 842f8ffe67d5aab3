#!/bin/bash
# What time travel costs in runs of 10^3 to 10^8 instructions: a random seek, a step back, a search backwards,
# each until the View is there; and the first run with its checkpoints beside the untraced run, in processor time
# of all processes.
# usage: run.sh VIV [LARGEST_POWER]
cd "$(dirname "$0")/../../.." || exit 1
viv=$1 largest=${2:-8}
count=tests/bench/travel/count.py

# The least processor time of three runs, in seconds.
processor_time() {
    for _ in 1 2 3; do
        (TIMEFORMAT='%U %S' && time "$viv" "$@" >/dev/null 2>&1) 2>&1
    done | awk '{ t = $1 + $2; if (NR == 1 || t < least) least = t } END { print least }'
}

for ((power = 3; power <= largest; power++)); do
    turns=$((10 ** power / 14))
    "$viv" trace --travel-bench 1000 "$count" "$turns"
    untraced=$(processor_time run "$count" "$turns")
    travelled=$(processor_time trace --view 18446744073709551614 "$count" "$turns")
    echo "$untraced $travelled" |
        awk '{ printf "  untraced run %.3f s of processor time; on the timeline, to the end, %.3f s: %.2f times\n", $1, $2, ($1 > 0 ? $2 / $1 : 0) }'
done
