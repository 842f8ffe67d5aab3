# Backtracking, possessive and atomic parts, conditions, lookarounds, errors.
import re

for pattern, text in [
    (r"(a+)+b", "aaaaaaaaaaaac"), (r"(?>a+)ab", "aaab"), (r"a++b", "aaab"), (r"(?:a|ab)(?:c|bcd)(d*)", "abcd"),
    (r"(<)?(\w+)(?(1)>|$)", "<tag>"), (r"(<)?(\w+)(?(1)>|$)", "<tag"), (r"(?<=\d{2})x", "12x"), (r"(?<!a)b", "ab b"),
    (r"(\w)(\w)?\2\1", "abba"), (r"(?i)(é)\1", "Éé"), (r"^(?:(.)(?=.*\1)|.)*$", "banana"), (r"(?:(a)|b)*", "aab"),
    (r"(a*)*", "b"), (r"(a*?)+?x", "aax"), (r"\bfoo\b", "a foo."), (r"[^\W\d_]+", "12_ab3"), (r"(?s).\Z", "a\n"), (r"$", "a\n"),
]:
    match = re.search(pattern, text)
    print(pattern, match and (match.regs, match.groups(), match.lastindex))
for pattern in ["(", "a)", "[a", "*a", "a**", "(?P<1>a)", "(?P<a>b)(?P<a>c)", "(?<=a*)b", r"\1", "a{2,1}", "(?(2)a)", "(?z)", "[z-a]", "\\", "(?P=x)", "a{99999999999}"]:
    try:
        re.compile(pattern)
    except (re.error, OverflowError) as error:
        print(pattern, "->", error)
print(re.findall("(?:a{1,2}|b){2,3}?", "aabab" * 3), re.sub("", "-", "abc"), re.sub("b*", "-", "abc"))
print(len(re.match("(?:x|y)*", "xy" * 3000).group()), re.search("(a|b)*c", "ab" * 400))
big = re.compile("[" + "".join(chr(c) for c in range(0x100, 0x3000, 7)) + "]")
print(len(big.findall("".join(map(chr, range(0x3000))))))
