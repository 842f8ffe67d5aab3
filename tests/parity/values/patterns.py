# Random regular expressions on random subjects, of text and of bytes, through every method of a pattern.
import re
import warnings
from cases import run

warnings.simplefilter('ignore')  # Sets that look nested.

LETTERS = "aabbc1 _-\n"
WIDE = LETTERS + "AéÉßσΣςſK\u212aİıµ\u03bc\u0663\u2028\U00010400\U00010428"
ATOMS = ["a", "b", "c", "ab", ".", ".", "\\d", "\\w", "\\s", "\\W", "\\D", "\\S", "[ab]", "[^a]", "[a-c1]", "[\\w-]", "[^\\s]",
         "[b\\d]", "1", "_", "[A-Z]", "[^ab\\n]", "aa"]
WIDE_ATOMS = ATOMS + ["é", "[à-ÿ]", "σ", "ſ", "İ", "[\u0370-\u03ff]", "\U00010400", "[a-\U00010430]", "[k\u212a]", "ß", "[^É]", "µ", "[ıİ]"]
PLACES = ["^", "$", "\\b", "\\B", "\\A", "\\Z"]
QUANTIFIERS = ["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "{,1}"]


class Maker:
    def __init__(self, cases, wide):
        self.cases, self.atoms = cases, WIDE_ATOMS if wide else ATOMS
        self.groups = self.depth = self.loops = 0

    def atom(self):
        cases = self.cases
        if self.depth > 3 or cases.below(5) < 3:
            if cases.below(9) == 0:
                return cases.among(PLACES)
            if self.groups and cases.below(9) == 0:
                return "\\%d" % (1 + cases.below(self.groups))
            return cases.among(self.atoms)
        self.depth += 1
        kind = cases.below(16)
        if kind < 6:
            self.groups += 1
            text = "(" + self.branches() + ")"
        elif kind < 9:
            text = "(?:" + self.branches() + ")"
        elif kind < 11:
            text = cases.among(["(?=", "(?!"]) + self.branches() + ")"
        elif kind == 11:
            text = cases.among(["(?<=", "(?<!"]) + cases.among(self.atoms) + ")"
        elif kind == 12:
            text = "(?>" + self.branches() + ")"
        elif kind == 13 and self.groups:
            text = "(?(%d)%s)" % (1 + cases.below(self.groups), cases.among([self.sequence(), self.sequence() + "|" + self.sequence()]))
        elif kind == 14:
            text = cases.among(["(?i:", "(?s:", "(?-i:", "(?m:"]) + self.branches() + ")"
        else:
            self.groups += 1
            text = "(?P<n%d>%s)" % (self.groups, self.branches())
        self.depth -= 1
        return text

    def repeated(self):
        """An atom with a quantifier; at most two around each other, or matching could go on for years."""
        if self.loops == 2:
            return self.atom()
        self.loops += 1
        atom = self.atom()
        self.loops -= 1
        return atom + self.cases.among(QUANTIFIERS) + self.cases.among(["", "", "", "?", "?", "+"])

    def sequence(self):
        parts = []
        for _ in range(self.cases.below(3) + (self.depth < 2)):
            parts.append(self.repeated() if self.cases.below(5) < 2 else self.atom())
        return "".join(parts)

    def branches(self):
        return "|".join(self.sequence() for _ in range(1 + self.cases.below(8) // 5))


def show(match):
    return match and (match.regs, match.lastindex, match.lastgroup, match.groups("none"), match.groupdict())


def scan(cases, pattern, subject, *where):
    scanner = pattern.scanner(subject, *where)
    return [show(match) for match in iter(cases.among([scanner.match, scanner.search]), None)]


def replaced(cases, pattern, subject, *where):
    kinds = ["<\\g<0>>", "x", "", "\\1-" if pattern.groups else "y"]
    return pattern.subn(cases.among(kinds) if isinstance(subject, str) else b"<\\g<0>>", subject, cases.below(3))


METHODS = [
    lambda cases, p, s, *where: show(p.match(s, *where)),
    lambda cases, p, s, *where: show(p.fullmatch(s, *where)),
    lambda cases, p, s, *where: show(p.search(s, *where)),
    lambda cases, p, s, *where: show(p.search(s, *where)),
    lambda cases, p, s, *where: p.findall(s, *where),
    lambda cases, p, s, *where: [show(match) for match in p.finditer(s, *where)],
    lambda cases, p, s, *where: p.split(s, cases.below(3)),
    replaced,
    lambda cases, p, s, *where: p.sub(lambda match: match[0] + match[0], s),
    scan,
]


def case(cases):
    wide = cases.chance(3)
    text = Maker(cases, wide).branches()
    flags = 0
    for flag in (re.I, re.M, re.S, re.A, re.I):
        if cases.chance(5):
            flags |= flag
    as_bytes = not wide and cases.chance(4)
    subject = "".join([cases.among(WIDE if wide else LETTERS) for _ in range(cases.below(12))])
    where = (cases.below(4), cases.below(14)) if cases.chance(5) else ()
    method = cases.among(METHODS)
    if as_bytes:
        text, subject = text.encode("latin-1"), subject.encode("latin-1")
        if cases.chance(6):
            flags = flags & ~re.A | re.L
    try:
        return text, int(flags), subject, where, method(cases, re.compile(text, flags), subject, *where)
    except Exception as error:
        return text, int(flags), subject, where, type(error).__name__, str(error)


run(case)
