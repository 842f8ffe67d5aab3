#!/bin/bash
# Traces of the test programs, plain, --full and --refcounts: each validates against the schema with npm's ajv
# (where NODE_PATH finds it), is accepted by --check, is the same when it is written again, and replays there and back.
# usage: traces.sh VIV [PROGRAM...]
cd "$(dirname "$0")/../.." || exit 1
viv=$(realpath "$1")
shift
programs=("$@")
[ ${#programs[@]} -gt 0 ] || programs=(tests/trace_programs/*.py tests/travel/*.py tests/programs/*/*.py lessons/*/*.py)
export LC_ALL=C.UTF-8 viv
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export work

# say KIND VERDICT PROGRAM: a line for `lines`, of what was said and what should have been said.
say()
{
    case $2 in $3) echo "$1 ok" ;; *) echo "$1 WRONG $4 $2" ;; esac
}

# one PROGRAM: writes its traces, and a line for what was asked of each.
one()
{
    local kind options trace traces=()
    for kind in plain full refcounts; do
        case $kind in
        plain) options="--max-events 6000 --key-interval 500" ;;
        full) options="--full --max-events 400" ;;
        refcounts) options="--refcounts --max-events 2000" ;;
        esac
        trace=$work/${1//\//_}.$kind.jsonl
        traces+=("$trace")
        # shellcheck disable=SC2086
        for file in "$trace" "$trace.again"; do timeout 100 "$viv" trace $options -o "$file" "$1" >/dev/null 2>&1 </dev/null; done
        # Those that ask for chance or the time of day are another each time.
        case $1 in */in_and_out.py) ;; *) say again "$(cmp "$trace" "$trace.again" 2>&1)" "" "$1 $kind" ;; esac
        say check "$(timeout 100 "$viv" trace --check "$trace" 2>&1)" "*complete" "$1 $kind"
        say replay "$(timeout 300 "$viv" trace --replay "$trace" 2>&1)" "* 0 differ" "$1 $kind"
    done
    while read -r said; do say ajv "$said" "* valid" "$1"; done < <(node tests/oracle/validate.cjs traces/schema.json "${traces[@]}" 2>&1)
    rm -f "${traces[@]}" "${traces[@]/%/.again}"
}
export -f one say
printf '%s\n' "${programs[@]}" | xargs -P 2 -I {} bash -c 'one {}' >"$work/lines"
grep WRONG "$work/lines" | sed "s,$work/,,"
for asked in ajv check again replay; do
    printf '%s: %d of %d traces of %d programs\n' "$asked" "$(grep -c "^$asked ok" "$work/lines")" \
        "$(grep -c "^$asked " "$work/lines")" ${#programs[@]}
done
! grep -q WRONG "$work/lines"
