#!/bin/bash
# Checks that files stay under 800 lines (says which pass 500) and functions under 60,
# but for those that tests/sizes.txt lists with a reason.  Tables (.def) may be longer.
cd "$(dirname "$0")/.." || exit 1
files=$(find src ui traces tests -name '*.[ch]' | sort)
# shellcheck disable=SC2086
awk '
    FILENAME == "tests/sizes.txt" { if ($1 !~ /^#/ && NF > 1) excused[$1] = 1; next }
    FNR == 1 { end_file(); file = FILENAME; signature = "" }
    { length_of_file = FNR }
    /^[A-Za-z_].*\(/ { signature = $0 }
    /^{/ { start = FNR }
    /^}/ && start {
        if (FNR - start > 60) long_function(FNR - start - 1)
        start = 0
    }
    function long_function(size,    name) {
        name = signature; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
        if (name in excused) return
        print "FAIL " file ":" start ": " name " has " size " lines (60 at most)"
        bad++
    }
    function end_file() {
        if (length_of_file > 800) { print "FAIL " file " has " length_of_file " lines"; bad++ }
        else if (length_of_file > 500) print "note: " file " has " length_of_file " lines"
        files++
    }
    END {
        end_file()
        printf "sizes: %d passed, %d failed\n", files - 1 - bad, bad
        exit bad > 0
    }' tests/sizes.txt $files
