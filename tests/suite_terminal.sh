#!/bin/bash
# Drives the stepper in a real terminal, tmux, over the fake run of the unit tests: keys, resizing, ^Z and
# fg, ^C, terminals that cannot address their cursor, and the terminal's state afterwards.
# usage: suite_terminal.sh BUILD_FOLDER
cd "$(dirname "$0")/.." || exit 1
step=$PWD/$1/tests/terminal/fake_step viv=$PWD/$1/viv keys=$PWD/$1/tests/terminal/pty_keys
passed=0 failed=0
if ! command -v tmux >/dev/null || [ ! -x "$step" ]; then
    echo "terminal: tmux or fake_step is missing"
    echo "terminal: 0 passed, 1 failed"
    exit 1
fi
scratch=$(mktemp -d)
servers=0 # each terminal has a server of its own: one that ends cannot be had again at once
tmux() { command tmux -L "viv-terminal-$$-$servers" -f /dev/null "$@"; }
export TMUX_TMPDIR=$scratch
trap 'tmux kill-server 2>/dev/null; rm -rf "$scratch"' EXIT
unset NO_COLOR TMUX

# expect WHAT PATTERN: waits until the screen matches the extended regular expression.
expect()
{
    local try screen
    for ((try = 0; try < 100; try++)); do
        screen=$(tmux capture-pane -p -t viv 2>/dev/null)
        if grep -qE -- "$2" <<<"$screen"; then
            passed=$((passed + 1))
            return 0
        fi
        sleep 0.05
    done
    printf 'FAIL terminal %s: no "%s" on\n%s\n' "$1" "$2" "$screen"
    failed=$((failed + 1))
    return 1
}

keys() { tmux send-keys -t viv "$@"; }

# begin COMMAND: a new terminal of 80x24 that runs a shell, and in it COMMAND.
begin()
{
    tmux kill-server 2>/dev/null
    servers=$((servers + 1))
    # The shell must not leave with the stepper: the screen after it is looked at too.
    tmux new-session -d -s viv -x 80 -y 24 "PS1='shell> ' exec bash --norc --noprofile -i"
    tmux set-option -g default-terminal tmux-256color
    expect "a shell begins" 'shell>'
    keys "$1" Enter
}

walks_through_time()
{
    begin "LC_ALL=C.UTF-8 $step"
    expect "starts" 'step 0/0\+'
    expect "tells its keys" 'Left and Right step through time'
    expect "draws lines" '├'
    keys Right Right Right
    expect "goes forwards" 'step 3/3\+'
    keys Left
    expect "goes back" 'step 2/3\+'
    keys 16i
    expect "counts" 'step 18/18\+'
    keys i
    expect "says what comes" 'pops 1 and 3, pushes 3 - 1 = 2'
    keys '$'
    expect "runs to the end" 'ended, status 0'
    keys I
    expect "comes back from the end" 'step 82/83'
    keys '^'
    expect "returns to the start" 'step 0/83'
    keys : 5 0 % Enter
    expect "takes commands" 'step 41/83'
    keys '?'
    expect "helps" 'Time: right is later'
    keys Escape 5
    expect "focuses by number" '\*5 Names'
    keys C-c
    sleep 0.1
    keys i
    expect "survives ^C" 'step 42/83'
}

survives_any_size()
{
    keys 2
    tmux resize-window -t viv -x 3 -y 2
    expect "shrinks" 'too'
    tmux resize-window -t viv -x 200 -y 60
    expect "grows" '8 x86 analogy'
    tmux resize-window -t viv -x 40 -y 12
    expect "is small" '2 Bytecode'
    local i
    for ((i = 0; i < 40; i++)); do
        tmux resize-window -t viv -x $((1 + i * 37 % 210)) -y $((1 + i * 23 % 65))
        keys i
    done
    tmux resize-window -t viv -x 80 -y 24
    expect "is itself again after a storm" '9 Output'
    keys '^'
    expect "has not lost its way" 'step 0/83'
}

stops_and_continues()
{
    keys C-z
    expect "stops" 'Stopped'
    tmux resize-window -t viv -x 120 -y 40
    keys fg Enter
    expect "continues in the new size" '7 GC'
    keys q
    expect "leaves" '^shell>'
    keys 'stty -a | grep -o " icanon" | tr -d " "; stty -a | grep -o " echo " | tr -d " "' Enter
    expect "gives the terminal back" '^icanon'
    expect "echoes again" '^echo'
}

needs_no_cursor()
{
    begin "TERM=dumb $step"
    expect "says why" 'cannot address its cursor: line mode'
    expect "asks for a line" '\(viv\)'
    keys i Enter
    expect "steps by lines" 'step 1 of 1 or more'
    keys q Enter
    keys "env -u TERM $step" Enter
    expect "needs no TERM" 'is unknown: line mode'
    keys q Enter
    keys "TERM=nonsense $step" Enter
    expect "needs no known TERM" '"nonsense" is unknown'
    keys q Enter
    keys clear Enter
    keys "TERM=vt100 LC_ALL=C $step" Enter
    expect "draws in ASCII" '^\+- 1 Source'
    keys q
    expect "leaves a vt100" '^shell>'
}

# Without a terminal at all.
reads_pipes()
{
    local answer
    answer=$(printf '19i\nstack\n' | "$step" 2>&1)
    if grep -q 'BINARY_OP (-): pops 1 and 3' <<<"$answer" && ! grep -q $'\e' <<<"$answer"; then
        passed=$((passed + 1))
    else
        printf 'FAIL terminal pipe:\n%s\n' "$answer"
        failed=$((failed + 1))
    fi
    printf '19i\n:save-display %s/a.txt\n' "$scratch" >"$scratch/script"
    "$step" --script "$scratch/script" --size 40x12 --ascii </dev/null
    if cmp -s "$scratch/a.txt" tests/golden/screens/jump_40x12.txt; then
        passed=$((passed + 1))
    else
        echo "FAIL terminal script:"
        diff "$scratch/a.txt" tests/golden/screens/jump_40x12.txt
        failed=$((failed + 1))
    fi
}

# The same over a live machine.
walks_through_a_program()
{
    begin "LC_ALL=C.UTF-8 $viv step tests/terminal/walk.py"
    expect "opens a program" 'walk.py step 0/0\+'
    keys ':break 4' Enter
    expect "sets a breakpoint" 'breakpoint set: line 4'
    keys c
    expect "stops at it" '^.>B +4 .*total = total \+ word'
    keys iiii
    expect "tells values" 'BINARY_OP'
    keys c c
    expect "stops at it again" 'L[ *+]word +int +3'
    keys ':when total' Enter
    expect "finds who changed a variable" 'did it: STORE_FAST'
    keys N
    expect "steps back over a line" 'step [0-9]+/'
    keys ':break 4' Enter c
    expect "waits for input" 'waits for input'
    keys Enter 'spam' Enter c
    expect "reads what is typed" 'hello spam'
    expect "ends" 'ended, status 0'
    keys I
    expect "comes back from the end" '99%'
    keys ':prev raise' Enter
    expect "finds an exception" '! KeyError'
    keys ':next gc' Enter
    expect "steps into the collector" 'in the collector'
    keys '}' 7
    expect "shows its phases" 'phase update_refs'
    keys Escape '^'
    expect "takes output back" 'step 0/'
    keys q
    expect "leaves the program" '^shell>'
    local tries=0    # they end with the stepper, each when it is next scheduled
    while pgrep -f "$viv step tests/terminal/walk.py" >/dev/null && [ $((tries++)) -lt 50 ]; do
        sleep 0.1
    done
    if [ $tries -lt 50 ]; then
        passed=$((passed + 1))
    else
        echo "FAIL terminal: processes of the machine are left"
        failed=$((failed + 1))
    fi
}

# Every key of keys.def, pressed in a terminal, one after the other: each time the terminal shows what the same keys
# have painted on a screen in memory.  What opens a line is closed again.
presses_every_key()
{
    local name key number=0 wrong=0 try screen
    local names
    names=$(sed -nE 's/^KEY\([a-z0-9_]+, "(([^"\\]|\\.)*)".*/\1/p' ui/keys.def | tr ' ' '\n' | grep -vxE 'a|A|q')
    printf '%s\n' ':19' >"$scratch/every"
    while read -r name; do
        number=$((number + 1))
        printf ' %s\n' "$name" >>"$scratch/every" # the blank: neither a comment nor a command
        case $name in
        g | :) printf '1 9 Enter\n' ;;
        /) printf 'C A L L Enter\n' ;;
        w) printf 'n Enter\n' ;;
        m | "'") printf 'a\n' ;;
        '?' | F1 | e | B | M | z | '~' | x | Enter) printf '%s Esc\n' "$name" ;;
        esac >>"$scratch/every"
        printf ':shot %s/shot.%d.txt\n' "$scratch" "$number" >>"$scratch/every"
    done <<<"$names"
    LC_ALL=C.UTF-8 "$step" --script "$scratch/every" </dev/null || wrong=1
    begin "LC_ALL=C.UTF-8 $step"
    keys ':19' Enter
    expect "is at step 19" 'step 19/'
    number=0
    while IFS= read -r name; do
        case $name in
        ':19') continue ;;
        ':shot '*)
            number=$((number + 1))
            for ((try = 0; try < 60; try++)); do
                screen=$(tmux capture-pane -p -t viv | sed 's/ *$//')
                [ "$screen" = "$(cat "${name#:shot }")" ] && continue 2
                sleep 0.05
            done
            wrong=$((wrong + 1))
            echo "FAIL terminal: key number $number ($key) paints another screen:"
            diff "${name#:shot }" - <<<"$screen" | head -n 12
            continue
            ;;
        esac
        key=$name
        for name in $key; do
            case $name in
            PgDn) name=NPage ;; PgUp) name=PPage ;; S-Tab) name=BTab ;; Backspace) name=BSpace ;; Esc) name=Escape ;; Ctrl-?) name=C-${name#Ctrl-} ;;
            esac
            keys "$name"
            [ "$name" = Escape ] && sleep 0.1 # or it is half of another key
        done
    done <"$scratch/every"
    keys q
    expect "leaves after $number keys" '^shell>'
    if [ "$wrong" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# A program that never ends, and a stepper that dies.
survives_the_worst()
{
    begin "LC_ALL=C.UTF-8 $viv step tests/terminal/endless.py"
    expect "opens an endless program" 'endless.py step 0/0\+'
    keys '$'
    expect "says how far it is" 'at work: step [0-9]'
    keys C-c
    expect "is stopped by ^C" 'stopped by \^C'
    keys ':count CALL' Enter
    expect "counts, and says so" 'at work: step [0-9]'
    keys C-c
    expect "stops counting" 'stopped by \^C'
    keys ':find 1 > 2' Enter
    expect "searches, and says so" 'at work: step [0-9]'
    keys C-c
    expect "stops searching" 'stopped by \^C'
    for attempt in 1 2 3 4 5 6 7 8; do # what is saved before ^C comes is saved
        rm -f "$scratch"/endless.jsonl*
        keys ":save $scratch/endless.jsonl" Enter
        sleep 0.0$attempt
        keys C-c
        until tmux capture-pane -p -t viv | grep -E 'nothing was saved|the first part is in' >"$scratch/said"; do sleep 0.05; done
        grep -q 'nothing was saved' "$scratch/said" && break
    done
    expect "stops writing" 'nothing was saved'
    ls "$scratch"/endless.jsonl* >/dev/null 2>&1 && echo "FAIL terminal: half a trace is left" && failed=$((failed + 1))
    keys ":save $scratch/endless.jsonl" Enter
    expect "saves the first part of a run that does not end" 'the first part is in'
    "$viv" trace --check "$scratch/endless.jsonl" >/dev/null || {
        echo "FAIL terminal: half a trace is left"
        failed=$((failed + 1))
    }
    keys i
    expect "goes on stepping" 'step 1/'
    keys 30a
    expect "plays" 'playing forwards, 30 steps'
    expect "plays on" 'step [0-9]{2,}/'
    keys x
    expect "stops playing" 'stopped playing'
    pkill -ABRT -o -f "$viv step tests/terminal/endless.py"
    keys Enter
    expect "gives the terminal back after an abort" 'shell>'
    keys 'stty -a | grep -o " icanon" | tr -d " "; stty -a | grep -o " echo " | tr -d " "' Enter
    expect "restores the modes" '^icanon'
    expect "restores the echo" '^echo'
}

# check WHAT STATUS PATTERN COMMAND…: without a terminal; the exit status, and a line of what is said.
check()
{
    local what=$1 status=$2 pattern=$3 said
    shift 3
    said=$("$@" 2>&1)
    if [ $? -eq "$status" ] && grep -qE -- "$pattern" <<<"$said"; then
        passed=$((passed + 1))
    else
        printf 'FAIL terminal %s:\n%s\n' "$what" "$said"
        failed=$((failed + 1))
    fi
}

presses_random_keys()
{
    check "begins anywhere" 0 'step 10 of' "$viv" step --plain --at 10 tests/terminal/walk.py </dev/null
    check "says that a place is not there" 2 'no nowhere after this step' "$viv" step --at nowhere tests/terminal/walk.py
    check "draws a picture" 0 '^viv|^ viv walk.py step 10/' "$viv" shot --at 10 --ascii tests/terminal/walk.py
    check "says when the output is closed" 120 '' bash -c "echo q | $viv step --plain tests/terminal/walk.py >/dev/full"
    check "survives random keys" 0 '' timeout 60 "$keys" monkey 300 "${VIV_SEED:-1}" "$viv" step tests/terminal/walk.py
}

# colours WHAT PATTERN YES|NO: is a colour like that on the screen?
colours()
{
    local found=NO
    tmux capture-pane -pe -t viv | grep -qE -- "$2" && found=YES
    if [ "$found" = "$3" ]; then
        passed=$((passed + 1))
    else
        echo "FAIL terminal $1"
        failed=$((failed + 1))
    fi
}

# --color comes before NO_COLOR, that before the configuration, that before what the terminal has.
obeys_colours()
{
    mkdir -p "$scratch/config/viv"
    printf 'theme = dark\nbind F2 instr_forward\nstack.top = down\n' >"$scratch/config/viv/config"
    begin "export XDG_CONFIG_HOME=$scratch/config LC_ALL=C.UTF-8; $step"
    expect "starts with a configuration" 'step 0/'
    colours "takes the configured theme" $'\e\\[[0-9;]*38;5;' YES
    keys F2
    expect "takes the configured keys" 'step 1/'
    keys q
    expect "leaves" '^shell>'
    keys "clear; NO_COLOR=1 $step" Enter
    expect "starts without colours" 'step 0/'
    colours "obeys NO_COLOR" $'\e\\[[0-9;]*3[0-8]' NO
    keys q
    expect "leaves again" '^shell>'
    keys "clear; NO_COLOR=1 $step --color=16" Enter
    expect "starts with colours" 'step 0/'
    colours "obeys --color" $'\e\\[[0-9;]*3[1-6]' YES
    keys q
    expect "leaves at last" '^shell>'
}

reads_pipes
obeys_colours
presses_random_keys
survives_the_worst
walks_through_time
survives_any_size
stops_and_continues
presses_every_key
needs_no_cursor
walks_through_a_program
echo "terminal: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
