#!/bin/bash
# A thousand seeks in a run of a million instructions, with collections on the way: each View must
# equal the one that a run straight to its step gives.  usage: seek.sh VIV
cd "$(dirname "$0")/../.." || exit 1
timeout 1200 "$1" trace --seek-test 1000 tests/stress/million_steps.py
