# A lexer made of one pattern, and what the scanner class of re does.
import re

TOKEN = re.compile(r"""
    (?P<number>\d+(?:\.\d*)?) | (?P<name>[A-Za-z_]\w*) | (?P<op>\*\*|[-+*/()=]) | (?P<space>\s+) | (?P<bad>.)
""", re.VERBOSE)


def tokens(text):
    for match in TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield match.lastgroup, match.group()


print(list(tokens("area = 3.14 * r ** 2 + f(x_1)$")))
scanner = re.Scanner([(r"\d+", lambda s, t: int(t)), (r"[a-z]+", lambda s, t: t), (r"\s+", None)])
print(scanner.scan("abc 123 de 45!rest"))
print(TOKEN.groups, dict(TOKEN.groupindex), TOKEN.flags, TOKEN.pattern.count("|"))
walk = TOKEN.scanner("ab 1")
print(walk.match().group(), walk.match().lastgroup, walk.search().span(), walk.search(), walk.pattern is TOKEN)
print(repr(re.compile("a", re.I | re.M)), repr(re.compile(b"x")), re.compile("a") == re.compile("a"), hash(re.compile("a")) == hash(re.compile("a")))
