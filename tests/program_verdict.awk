# Reads a test program's expectations, then its stdout and stderr, and prints the verdict.
# Variables: file, status, out and err (files), golden and golden_err (CPython's).

# The text after MARK on this line, or nothing.
function after(mark,    at) {
    at = index($0, mark)
    if (at == 0) return 0
    found = substr($0, at + length(mark))
    sub(/^ /, "", found)
    return 1
}

function fail(reason) {
    print "fail " file ": " reason
    if (shown_stderr != "") print "     " shown_stderr
    failed = 1
    exit 1
}

BEGIN { wanted_status = 0 }

after("# expect:") { expected[++expects] = found }
after("# error:") { error = found; wanted_status = 1 }
after("# stderr:") { stderr_is_free = 1 }
after("# exit:") { wanted_status = found + 0 }

END {
    if (failed) exit 1
    read_stderr()
    check_status()
    if (error != "") check_error()
    check_output()
    if (!stderr_is_free) check_stderr()
    print "pass " file
}

function read_stderr(    line) {
    while ((getline line < err) > 0) {
        if (match(line, /^ *File ".*", line [0-9]+/)) {
            innermost = substr(line, RSTART, RLENGTH)
            sub(/.* line /, "", innermost)
        }
        if (line != "") last = line
    }
    close(err)
}

function check_status() {
    if (status == 124 || status == 137) fail("took too long")
    if (status != wanted_status) {
        shown_stderr = last
        fail("exit status " status ", not " wanted_status)
    }
}

function check_error(    part, kind) {
    split(error, part, " ")
    kind = last
    sub(/:.*/, "", kind)
    if (kind != part[1]) fail("ended with \"" last "\", not " part[1])
    if (part[2] == "line" && part[3] + 0 != innermost + 0)
        fail("error in line " innermost ", not " part[3])
}

function check_stderr(    n, line, want, has_line, has_want) {
    for (n = 1;; n++) {
        has_line = (getline line < err) > 0
        has_want = (getline want < golden_err) > 0
        if (!has_line && !has_want) break
        if (!has_line) fail("stderr ends before line " n " \"" want "\"")
        if (!has_want) fail("stderr has a further line " n " \"" line "\"")
        if (line != want) fail("stderr line " n " is \"" line "\", not \"" want "\"")
    }
    close(err)
    close(golden_err)
}

# Lines are compared one by one to name the first that differs.
function check_output(    n, line, want, has_want) {
    n = 0
    while (1) {
        has_line = (getline line < out) > 0
        if (expects > 0) {
            has_want = ++n <= expects
            want = expected[n]
        } else {
            n++
            has_want = (getline want < golden)
            if (has_want < 0) fail("expects nothing and has no golden (make oracle)")
        }
        if (!has_line && !has_want) break
        if (!has_line) fail("stdout ends before line " n " \"" want "\"")
        if (!has_want) fail("stdout has a further line " n " \"" line "\"")
        if (line != want) fail("stdout line " n " is \"" line "\", not \"" want "\"")
    }
    close(out)
    close(golden)
}
