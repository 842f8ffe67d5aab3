#!/bin/bash
# Runs tests/programs/<topic>/*.py and compares with what each program expects.
# usage: run_programs.sh VIV [TOPIC[/NAME]...]
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
filters=("${@:2}")
[ $# -gt 1 ] || filters=('')
export PYTHONHASHSEED=0 LC_ALL=C.UTF-8
unset PYTHONUNBUFFERED PYTHONIOENCODING
"$viv" run -c '' </dev/null 2>&1 | grep -q 'no command' && {
    echo "programs: not run, this viv has no command \"run\""
    exit 0
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What collections at other times change is not run with them; VIV_DEBUG=gc-stress=listed: each as often as is feasible.
left_out=' '
[[ "$VIV_DEBUG" != *gc-stress* ]] || left_out=$(awk '$2 == "never" { printf "%s/%s\\.py$", sep, $1; sep = "\\|" } END { if (!sep) printf " " }' tests/stress/gc_stress.txt)

for filter in "${filters[@]}"; do
    find tests/programs -mindepth 2 -maxdepth 2 -name '*.py' -path "tests/programs/$filter*" 2>/dev/null
done | grep -v "$left_out" | sort -u |
    xargs -r -P 2 -n 4 tests/run_program_batch.sh "$viv" "$scratch" >"$scratch/verdicts"

grep -v '^pass ' "$scratch/verdicts" | sed 's/^fail /FAIL /'
awk '/^pass / { passed++ } /^fail / { failed++ }
     END { printf "programs: %d passed, %d failed\n", passed, failed; exit failed > 0 }
    ' "$scratch/verdicts"
