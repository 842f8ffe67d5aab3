# Chains of comparisons evaluate each operand once and stop early.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

log = []
class Loud:
    def __init__(self, v): self.v = v
    def __lt__(self, o): log.append(("lt", self.v, getattr(o, "v", o))); return self.v < getattr(o, "v", o)
    def __eq__(self, o): log.append(("eq", self.v, getattr(o, "v", o))); return self.v == getattr(o, "v", o)
    def __contains__(self, x): log.append(("in", x)); return x == self.v
    def __repr__(self): return f"L{self.v}"
    __hash__ = None
def make(v): log.append(("make", v)); return Loud(v)
for use in (lambda: make(1) < make(2) < make(3), lambda: make(2) < make(1) < make(3), lambda: make(1) == make(1) == make(1), lambda: 1 in make(1) == make(1), lambda: not make(1) < make(0), lambda: make(1) != make(1), lambda: make(1) is make(1) is None):
    log.clear(); print(use(), log)
class Odd:
    def __init__(self, r): self.r = r
    def __lt__(self, o): return self.r
    def __eq__(self, o): return self.r
    __hash__ = object.__hash__
    def __repr__(self): return f"Odd({self.r!r})"
print(Odd("yes") < 1 < 2, Odd("") < 1 < 2, Odd([]) < 1, Odd(NotImplemented) == 1, (Odd(None) == 1) is None)
class NoTruth:
    def __bool__(self): raise ValueError("no truth")
    def __repr__(self): return "NoTruth"
show(lambda: Odd(NoTruth()) < 1, lambda: Odd(NoTruth()) < 1 < 2 if True else 0, lambda: [1] == [NoTruth()], lambda: 1 < "a" < 2, lambda: 1 < 2 < "a", lambda: 3 < 2 < "a", lambda: [Odd(5)] == [1], lambda: Odd(NotImplemented) < 1)
print(1 < 2 > 0 != 5 in [True, 5] is not None, 1 == 1.0 == True, (1, 2) < (1, 2, 0) < (1, 3), float("nan") == float("nan"), [float("nan")] == [float("nan")], (n := float("nan")) in [n], [n] == [n])
print({1: 2} == {1.0: 2.0}, {1, 2} < {1, 2, 3} > set(), frozenset({1}) == {1}, b"a" == bytearray(b"a"), "a" == b"a", range(3) == range(0, 3, 1), range(0) == range(5, 5), slice(1) == slice(None, 1), slice(1, 2) < slice(1, 3))
