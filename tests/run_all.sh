#!/bin/bash
# Runs every test of one build and ends with one line "N passed, M failed".
# usage: run_all.sh BUILD_FOLDER
# Each part prints its failures, then a line "NAME: P passed, F failed", which is summed.
cd "$(dirname "$0")/.." || exit 1
folder=$1
export LC_ALL=C.UTF-8 PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 VIV_TESTS=1
unset PYTHONUNBUFFERED PYTHONIOENCODING

run_units()
{
    local program
    for program in tests/unit/test_*.c; do
        [ -f "$program" ] || continue
        program=$(basename "$program" .c)
        timeout 120 "$folder/tests/unit/$program" 2>&1 |
            awk -v program="$program" -f tests/unit/summary.awk
    done
}

parts()
{
    run_units
    tests/run_programs.sh "$folder/viv"
    tests/run_dis.sh "$folder/viv"
    local extra
    for extra in tests/suite_*.sh; do    # further rooms' own suites
        [ -f "$extra" ] && "$extra" "$folder"
    done
    tests/check_layers.sh
    tests/check_headers.sh
    tests/check_sizes.sh
    tests/check_style.sh
}

parts 2>&1 | awk '
    { print }
    /^[A-Za-z0-9_-]+: [0-9]+ passed, [0-9]+ failed$/ { passed += $2; failed += $4 }
    END {
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0 || passed == 0
    }'
