#!/bin/bash
# Checks that each header compiles alone: it includes what it uses.
cd "$(dirname "$0")/.." || exit 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
read -ra compiler <<<"${CC:-gcc}"
read -ra flags <<<"$(pkg-config --cflags ncursesw libcjson check 2>/dev/null)"
for header in src/*/*.h ui/*.h traces/*.h tests/unit/*.h; do
    [ -f "$header" ] || continue
    echo "#include \"${header#src/}\"" >"$scratch/${header//\//__}.c"
done
find "$scratch" -name '*.c' -print0 | xargs -0 -r -P 2 -n 16 \
    "${compiler[@]}" -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wno-unused-parameter -Wundef -Werror -Wno-unused-function \
    -fsyntax-only -Isrc -I. "${flags[@]}" 2>"$scratch/errors"
total=$(find "$scratch" -name '*.c' | wc -l)
cat "$scratch/errors"
failed=$(sed -n 's/.*In file included from [^ ]*\/\([^ /]*\.c\):1:$/\1/p' "$scratch/errors" |
    sort -u | wc -l)
[ -s "$scratch/errors" ] && [ "$failed" -eq 0 ] && failed=1
echo "headers: $((total - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
