# Turns what a Check program prints into its failures and one summary line.
# The line "90%: Checks: 10, Failures: 1, Errors: 0" holds the counts; without it the
# program died before the end, which is one failure.
/^[0-9]+%: Checks: / {
    split($0, part, /[ ,]+/)
    checks += part[3]; bad += part[5] + part[7]; seen = 1
    next
}
/^Running suite/ { next }
{ print }
END {
    if (!seen) { print program ": ended without a summary"; bad = 1; checks = 1 }
    printf "%s: %d passed, %d failed\n", program, checks - bad, bad
}
