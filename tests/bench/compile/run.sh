#!/bin/bash
# Times `viv compile -n` and CPython's compile() over the library without its tests, each in
# one process.  usage: run.sh VIV [LIBRARY]   prints the best of five runs, and the ratios
cd "$(dirname "$0")/../../.." || exit 1
viv=$1 library=${2:-/usr/lib/python3.11}
python=${PYTHON:-/usr/bin/python3}
command -v "$python" >/dev/null && [ -d "$library" ] || { echo "compile: needs CPython 3.11"; exit 0; }
mapfile -t files < <(find "$library" -name test -prune -o -name '*.py' -print | sort)

# Both print seconds of processor time, and kilobytes at the peak.
viv_run()
{
    local TIMEFORMAT='%U %S'
    { time "$viv" compile -n "${files[@]}" 2>/dev/null >&2; } 2>&1 | awk '{ print $1 + $2 }'
}

python_run()
{
    printf '%s\n' "${files[@]}" | "$python" tests/bench/compile/compile_all.py
}

viv_peak()
{
    "$python" -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$viv" compile -n "${files[@]}"
}

for _ in 1 2 3 4 5; do
    mine="$mine $(viv_run)"
    { read -r seconds; read -r theirs_peak; } < <(python_run)
    theirs="$theirs $seconds"
done
least() { tr ' ' '\n' <<<"$*" | grep . | sort -n | head -n 1; }
awk -v files="${#files[@]}" -v mine="$(least "$mine")" -v theirs="$(least "$theirs")" \
    -v mine_peak="$(viv_peak)" -v theirs_peak="$theirs_peak" 'BEGIN {
    printf "compile %d files: viv %.2f s, python %.2f s, ratio %.2f\n", files, mine, theirs, mine / theirs
    printf "peak memory: viv %d kB, python %d kB, ratio %.2f\n", mine_peak, theirs_peak, mine_peak / theirs_peak
}'
