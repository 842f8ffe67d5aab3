#!/bin/bash
# Traces of the test programs, plain, --full and --refcounts: each validates against the schema with npm's ajv
# (where NODE_PATH finds it), is accepted by --check, is the same when it is written again, and replays there and back.
# Fails when one is not, or when nothing was validated.
# usage: traces.sh VIV [PROGRAM...]
cd "$(dirname "$0")/../.." || exit 1
viv=$(realpath "$1")
shift
programs=("$@")
[ ${#programs[@]} -gt 0 ] || programs=(tests/trace_programs/*.py tests/travel/*.py tests/programs/*/*.py lessons/*/*.py)
export LC_ALL=C.UTF-8 viv
node -e 'require("ajv/dist/2020")' 2>/dev/null || { echo "no node, or no ajv 8 where NODE_PATH says: npm install ajv@8"; exit 2; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export work

# from_outside PROGRAM: does something come into its trace that is another in each run?
from_outside()
{
    case $1 in
    tests/travel/in_and_out.py) ;;                   # asks for chance and for the time of day
    tests/programs/files/posix_calls.py) ;;          # a name with the number of the process
    tests/programs/files/processes.py) ;;            # numbers of processes
    tests/programs/library/io_files.py) ;;           # tempfile: names by chance, the number of the process
    tests/programs/library/time_clocks.py) ;;        # the time of day
    tests/programs/runtime/mathtime.py) ;;           # the time of day
    tests/programs/library/asyncio_tasks.py) ;;      # imports logging, which keeps the time at which it was imported
    tests/programs/threads/pool.py) ;;               # the same
    tests/programs/threads/sockets.py) ;;            # the same
    tests/programs/threads/events.py) ;;             # the monotonic clock
    tests/programs/threads/signals.py) ;;            # the number of the process
    tests/programs/threads/descriptors.py) ;;        # threads that wait for pipes: who waits how long is not the machine's
    *) return 1 ;;
    esac
}

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
        from_outside "$1" || say again "$(cmp "$trace" "$trace.again" 2>&1)" "" "$1 $kind"
        say check "$(timeout 100 "$viv" trace --check "$trace" 2>&1)" "*complete" "$1 $kind"
        say replay "$(timeout 300 "$viv" trace --replay "$trace" 2>&1)" "* 0 differ" "$1 $kind"
    done
    while read -r said; do say ajv "$said" "* valid" "$1"; done < <(node tests/oracle/validate.cjs traces/schema.json "${traces[@]}" 2>&1)
    rm -f "${traces[@]}" "${traces[@]/%/.again}"
}
export -f one say from_outside
printf '%s\n' "${programs[@]}" | xargs -P 2 -I {} bash -c 'one {}' >"$work/lines"
grep WRONG "$work/lines" | sed "s,$work/,,"
for asked in ajv check again replay; do
    printf '%s: %d of %d traces of %d programs\n' "$asked" "$(grep -c "^$asked ok" "$work/lines")" \
        "$(grep -c "^$asked " "$work/lines")" ${#programs[@]}
done
! grep -q WRONG "$work/lines" && grep -q '^ajv ok' "$work/lines"
