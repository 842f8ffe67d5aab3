"""Random regular expressions on random subjects: sre_cases.py [COUNT] [SEED] prints a line for each.
The same line must come from CPython: tests/fuzz/sre_compare.sh."""
import re
import sys


class Dice:
    """Numbers that are the same everywhere."""

    def __init__(self, seed):
        self.state = seed * 2654435761 + 1 & 0xFFFFFFFF

    def below(self, n):
        self.state ^= self.state << 13 & 0xFFFFFFFF
        self.state ^= self.state >> 17
        self.state ^= self.state << 5 & 0xFFFFFFFF
        return (self.state >> 3) % n

    def pick(self, items):
        return items[self.below(len(items))]


LETTERS = "aabbc1 _-\n"
WIDE = LETTERS + "AéÉßσΣςſK\u212aİıµ\u03bc\u0663\u2028\U00010400\U00010428"
ATOMS = ["a", "b", "c", "ab", ".", ".", "\\d", "\\w", "\\s", "\\W", "\\D", "\\S", "[ab]", "[^a]", "[a-c1]", "[\\w-]", "[^\\s]",
         "[b\\d]", "1", "_", "[A-Z]", "[^ab\\n]", "aa"]
WIDE_ATOMS = ATOMS + ["é", "[à-ÿ]", "σ", "ſ", "İ", "[\u0370-\u03ff]", "\U00010400", "[a-\U00010430]", "[k\u212a]", "ß", "[^É]", "µ", "[ıİ]"]
PLACES = ["^", "$", "\\b", "\\B", "\\A", "\\Z"]
QUANTIFIERS = ["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "{,1}"]


class Maker:
    def __init__(self, dice, wide):
        self.dice, self.atoms = dice, WIDE_ATOMS if wide else ATOMS
        self.groups = self.depth = 0

    def atom(self):
        dice = self.dice
        if self.depth > 3 or dice.below(5) < 3:
            if dice.below(9) == 0:
                return dice.pick(PLACES)
            if self.groups and dice.below(9) == 0:
                return "\\%d" % (1 + dice.below(self.groups))
            return dice.pick(self.atoms)
        self.depth += 1
        kind = dice.below(16)
        if kind < 6:
            self.groups += 1
            text = "(" + self.branches() + ")"
        elif kind < 9:
            text = "(?:" + self.branches() + ")"
        elif kind < 11:
            text = dice.pick(["(?=", "(?!"]) + self.branches() + ")"
        elif kind == 11:
            text = dice.pick(["(?<=", "(?<!"]) + dice.pick(self.atoms) + ")"
        elif kind == 12:
            text = "(?>" + self.branches() + ")"
        elif kind == 13 and self.groups:
            text = "(?(%d)%s)" % (1 + dice.below(self.groups), dice.pick([self.sequence(), self.sequence() + "|" + self.sequence()]))
        elif kind == 14:
            text = dice.pick(["(?i:", "(?s:", "(?-i:", "(?m:"]) + self.branches() + ")"
        else:
            self.groups += 1
            text = "(?P<n%d>%s)" % (self.groups, self.branches())
        self.depth -= 1
        return text

    def sequence(self):
        parts = []
        for _ in range(self.dice.below(3) + (self.depth < 2)):
            part = self.atom()
            if self.dice.below(5) < 2:
                part += self.dice.pick(QUANTIFIERS) + self.dice.pick(["", "", "", "?", "?", "+"])
            parts.append(part)
        return "".join(parts)

    def branches(self):
        return "|".join(self.sequence() for _ in range(1 + self.dice.below(8) // 5))


def show(match):
    return match and (match.regs, match.lastindex, match.lastgroup, match.groups("none"), match.groupdict())


def scan(pattern, subject, *where):
    scanner = pattern.scanner(subject, *where)
    return [show(match) for match in iter(dice.pick([scanner.match, scanner.search]), None)]


METHODS = [
    lambda p, s, *where: show(p.match(s, *where)),
    lambda p, s, *where: show(p.fullmatch(s, *where)),
    lambda p, s, *where: show(p.search(s, *where)),
    lambda p, s, *where: show(p.search(s, *where)),
    lambda p, s, *where: p.findall(s, *where),
    lambda p, s, *where: [show(match) for match in p.finditer(s, *where)],
    lambda p, s, *where: p.split(s, dice.below(3)),
    lambda p, s, *where: p.subn(dice.pick(["<\\g<0>>", "x", "", "\\1-" if p.groups else "y"]) if isinstance(s, str) else b"<\\g<0>>", s, dice.below(3)),
    lambda p, s, *where: p.sub(lambda match: match[0] + match[0], s),
    scan,
]


def case():
    wide = dice.below(3) == 0
    text = Maker(dice, wide).branches()
    flags = 0
    for flag in (re.I, re.M, re.S, re.A, re.I):
        if dice.below(5) == 0:
            flags |= flag
    as_bytes = not wide and dice.below(4) == 0
    subject = "".join(dice.pick(WIDE if wide else LETTERS) for _ in range(dice.below(12)))
    where = (dice.below(4), dice.below(14)) if dice.below(5) == 0 else ()
    method = dice.pick(METHODS)
    if as_bytes:
        text, subject = text.encode("latin-1"), subject.encode("latin-1")
        if dice.below(6) == 0:
            flags = flags & ~re.A | re.L
    try:
        return text, int(flags), subject, where, method(re.compile(text, flags), subject, *where)
    except Exception as error:
        return text, int(flags), subject, where, type(error).__name__, str(error)


count = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
for number in range(count):
    dice = Dice(seed * 1000003 + number)
    dice.below(9)
    print(number, ascii(case()))
