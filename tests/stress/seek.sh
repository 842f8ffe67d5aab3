#!/bin/bash
# A thousand seeks to and fro in runs of 10^3 to 10^8 instructions, and in programs whose frames outlive their calls,
# that raise, print, read and collect: each View must equal the one that a run straight to its step gives.
# usage: seek.sh VIV [LARGEST_POWER]
cd "$(dirname "$0")/../.." || exit 1
viv=$1 largest=${2:-6} status=0

verdict() { # PROGRAM TURNS
    local said
    said=$(timeout 3600 "$viv" trace --seek-test 1000 "$@" 2>&1) || status=1
    echo "$(basename "$1") ${*:2}: $said"
}

for ((power = 3; power <= largest; power++)); do verdict tests/bench/travel/count.py $((10 ** power / 14)); done
verdict tests/stress/million_steps.py
for times in 1 10; do
    [ "$times" -gt 1 ] && [ "$largest" -lt 6 ] && break
    verdict tests/travel/generators.py $((90 * times))
    verdict tests/travel/exceptions.py $((300 * times))
    verdict tests/travel/in_and_out.py $((2000 * times))
    verdict tests/travel/objects.py $((135 * times))
done
[ "$status" -eq 0 ] && echo "seek: every View is the same" || echo "seek: FAILED"
exit "$status"
