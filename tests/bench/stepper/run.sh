#!/bin/bash
# How long the stepper takes from a key to the painted screen, in a run of ten million steps.
# usage: run.sh BUILD_FOLDER
cd "$(dirname "$0")/../../.." || exit 1
folder=$(realpath "$1")
program=tests/bench/stepper/ten_million.py
echo "stepper, first screen, and keys at the first steps"
"$folder/tests/terminal/pty_keys" latency 200 iI "$folder/viv" step "$program"
echo "stepper, keys at step 10,000,000 (opened there)"
"$folder/tests/terminal/pty_keys" latency 200 iI "$folder/viv" step --at 10000000 "$program"
