#!/bin/bash
# Checks every #include against tests/layers.txt: dependencies point one way.
cd "$(dirname "$0")/.." || exit 1
files=$(find src ui traces -name '*.[ch]' -o -name '*.def' | sort)
# shellcheck disable=SC2086
grep -nE '^[ \t]*#[ \t]*include' $files /dev/null | awk '
    function folder_of(path,    part) {
        if (path == "src/main.c") return "main"
        split(path, part, "/")
        return part[1] == "src" ? part[2] : part[1]
    }
    FILENAME == "tests/layers.txt" {
        if (/^[a-z]+:/) {
            folder = $1; sub(/:/, "", folder)
            known[folder] = 1
            for (i = 2; i <= NF; i++) may[folder, $i] = 1
        } else if ($2 == "only") only[$1] = $3
        else if ($2 == "free") free[$1] = 1
        next
    }
    {
        split($0, field, ":")
        file = field[1]; from = folder_of(file)
        header = $0; sub(/.*include[ \t]*[<"]/, "", header); sub(/[>"].*/, "", header)
        where = file ":" field[2]
        if (!(from in known)) complain("folder " from " is not in tests/layers.txt")
        if (header in only && only[header] != file)
            complain("only " only[header] " may include " header)
        if ($0 !~ /"/ || header in free) next
        target = header; sub(/\/.*/, "", target)
        if (header !~ /\//) complain("name the folder: " header)
        else if (target != from && !((from, target) in may))
            complain(from " must not know " target " (" header ")")
    }
    function complain(text) { print "FAIL " where ": " text; bad++ }
    END {
        printf "layers: %d passed, %d failed\n", !bad, bad
        exit bad > 0
    }' tests/layers.txt -
