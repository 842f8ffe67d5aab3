#!/bin/bash
# What time travel costs in runs of 10^3 to 10^8 instructions: a random seek, a step back, a search backwards,
# each until the View is there; and the first run with its checkpoints beside the untraced run.
# usage: run.sh VIV [LARGEST_POWER]
cd "$(dirname "$0")/../../.." || exit 1
viv=$1 largest=${2:-8}
count=tests/bench/travel/count.py
for ((power = 3; power <= largest; power++)); do
    turns=$((10 ** power / 14))
    start=$(date +%s%N)
    "$viv" run "$count" "$turns" >/dev/null
    end=$(date +%s%N)
    seeks=1000
    [ "$power" -ge 8 ] && seeks=300
    "$viv" trace --travel-bench "$seeks" "$count" "$turns"
    echo "  untraced run           $(((end - start) / 1000000)) ms"
done
