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

# one PROGRAM: writes its traces, and a line "KIND VERDICT PROGRAM DETAIL" for what was asked of each.
one()
{
    local kind options trace
    for kind in plain full refcounts; do
        case $kind in
        plain) options="--max-events 20000 --key-interval 500" ;;
        full) options="--full --max-events 1000" ;;
        refcounts) options="--refcounts --max-events 5000" ;;
        esac
        trace=$work/${1//\//_}.$kind.jsonl
        # shellcheck disable=SC2086
        timeout 100 "$viv" trace $options -o "$trace" "$1" >/dev/null 2>&1 </dev/null
        # shellcheck disable=SC2086
        timeout 100 "$viv" trace $options -o "$work/$$.jsonl" "$1" >/dev/null 2>&1 </dev/null
        if cmp -s "$trace" "$work/$$.jsonl"; then echo "again ok"; else echo "again WRONG $1 $kind"; fi
        said=$(timeout 100 "$viv" trace --check "$trace" 2>&1)
        case $said in *complete) echo "check ok" ;; *) echo "check WRONG $1 $kind $said" ;; esac
        said=$(timeout 100 "$viv" trace --replay "$trace" 2>&1)
        case $said in *" 0 differ") echo "replay ok" ;; *) echo "replay WRONG $1 $kind $said" ;; esac
        said=$(timeout 100 node tests/oracle/validate.cjs traces/schema.json "$trace" 2>&1 | tail -n 1)
        case $said in *" valid") echo "ajv ok" ;; *) echo "ajv WRONG $1 $kind ${said#*: }" ;; esac
        rm -f "$trace" "$work/$$.jsonl"
    done
}
export -f one
printf '%s\n' "${programs[@]}" | xargs -P 2 -I {} bash -c 'one {}' >"$work/lines"
grep WRONG "$work/lines" | sed "s,$work/,,"
for asked in ajv check again replay; do
    printf '%s: %d of %d traces of %d programs\n' "$asked" "$(grep -c "^$asked ok" "$work/lines")" \
        "$(grep -c "^$asked " "$work/lines")" ${#programs[@]}
done
! grep -q WRONG "$work/lines"
