#!/bin/bash
# Runs tests/programs/<topic>/*.py and compares with what each program expects.
# usage: run_programs.sh VIV [TOPIC[/NAME]]
#
# A program says what it expects on its own lines:
#     print(1 + 2)  # expect: 3                  a line of stdout, in order
#     undefined     # error: NameError line 4    exit 1; type and innermost line number
#     # exit: 3                                  another exit status
#     # stderr: WHY                              stderr is not compared, for this reason
# One without "# expect:" is compared with tests/golden/programs/<topic>/<name>.out,
# CPython's answer (renewed by `make oracle`).  NAME.in beside it is its stdin.
# stderr must be tests/golden/programs/<topic>/<name>.err, empty where that is missing; paths
# of this checkout and addresses are taken out (plain_stderr.sh).
cd "$(dirname "$0")/.." || exit 1
viv=$(realpath "$1")
filter=${2:-}
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8
unset PYTHONUNBUFFERED PYTHONIOENCODING
"$viv" run -c '' </dev/null 2>&1 | grep -q 'no command' && {
    echo "programs: not run, this viv has no command \"run\""
    exit 0
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A collection at each allocation, while 100,000 objects live, takes hours; and what sleeps against the clock
# may come late.
left_out=' '
[[ "$VIV_DEBUG" != *gc-stress* ]] || left_out='/deep_\|/asyncio_tasks'

find tests/programs -mindepth 2 -maxdepth 2 -name '*.py' -path "tests/programs/$filter*" \
    2>/dev/null | grep -v "$left_out" | sort |
    xargs -r -P 2 -n 16 tests/run_program_batch.sh "$viv" "$scratch" >"$scratch/verdicts"

grep -v '^pass ' "$scratch/verdicts" | sed 's/^fail /FAIL /'
awk '/^pass / { passed++ } /^fail / { failed++ }
     END { printf "programs: %d passed, %d failed\n", passed, failed; exit failed > 0 }
    ' "$scratch/verdicts"
