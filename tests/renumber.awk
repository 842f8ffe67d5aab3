# Objects of a Python Tutor trace by new numbers, in order of their appearance: what they were depends on
# how many objects the machine itself makes.
{
    line = $0
    out = ""
    while (match(line, /"REF",[0-9]+|"[0-9]+":\[/)) {
        found = substr(line, RSTART, RLENGTH)
        number = found
        gsub(/[^0-9]/, "", number)
        if (!(number in names)) names[number] = ++count
        sub(/[0-9]+/, "~" names[number], found)
        out = out substr(line, 1, RSTART - 1) found
        line = substr(line, RSTART + RLENGTH)
    }
    line = out line
    gsub(/#[0-9]+/, "#N", line)
    print line
}
