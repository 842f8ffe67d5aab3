#!/bin/bash
# Checks what a compiler does not: names reserved by C, leftover notes, whitespace, file
# names that are unique, and that every .c opens with a comment saying what it keeps true.
cd "$(dirname "$0")/.." || exit 1
sources=$(find src ui traces tests -name '*.[ch]' -o -name '*.def' | sort)
texts="$sources $(find tests lessons .ci \( -name '*.sh' -o -name '*.awk' -o -name '*.md' \) \
    -not -path 'tests/check_style.sh' 2>/dev/null) Makefile README.md"
failures=0

# complain RULE: every line of stdin is an offence against RULE.
complain()
{
    local line
    while IFS= read -r line; do
        [ -n "$line" ] || continue
        echo "FAIL $line: $1"
        failures=$((failures + 1))
    done
}

# shellcheck disable=SC2086
{
    complain "a name reserved by C (str|mem|is|to and a lower-case letter)" < <(
        grep -nEo '^([A-Za-z_][A-Za-z0-9_ ]*[ *]+|#define )(str|mem|is|to)[a-z][a-z0-9_]*\(' \
            $sources)
    complain "a note that should be an issue or done" < <(
        grep -nE '\b(TODO|FIXME|XXX)\b' $texts)
    complain "a tab" < <(grep -nP '\t' $sources | cut -d: -f1,2)
    complain "trailing whitespace" < <(grep -nE '[[:space:]]+$' $texts | cut -d: -f1,2)
    complain "a path of the workplace" < <(grep -nE '(^|[^a-z])/work/' $texts)
    complain "a file name used twice" < <(
        find src ui traces tests \( -name '*.[ch]' -o -name '*.def' \) -printf '%f\n' |
            sort | uniq -d)
    complain "a .c file begins with a comment" < <(
        awk 'FNR == 1 && FILENAME ~ /\.c$/ && !/^\/\*/ { print FILENAME }' $sources)
    complain "a header needs the guard VIV_FOLDER_FILE_H" < <(
        # shellcheck disable=SC2044
        for header in $(find src ui traces tests -name '*.h'); do
            folder=$(basename "$(dirname "$header")")
            guard="VIV_${folder}_$(basename "$header" .h)_H"
            grep -q "^#define ${guard^^}\$" "$header" || echo "$header"
        done)
}
echo "style: $((failures == 0)) passed, $failures failed"
[ "$failures" -eq 0 ]
