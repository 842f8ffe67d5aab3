class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def m(v):
    match v:
        case 0: return "zero"
        case int(n) if n > 100: return f"big {n}"
        case int() | float(): return "num"
        case "a" | "b": return "ab"
        case str(s): return f"str {s}"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"1+{rest}"
        case [a, b]: return f"pair {a} {b}"
        case {"k": k, **rest}: return f"map {k} {rest}"
        case {}: return "dict"
        case P(0, y=yy): return f"P0 {yy}"
        case P(x, y): return f"P {x} {y}"
        case None: return "none"
        case _: return "other"
for v in (0, 500, 5, 1.5, "a", "zz", [], [7], [1, 2, 3], (4, 5), [9, 9, 9], {"k": 1, "z": 2}, {}, {"q": 1}, P(0, 1), P(2, 3), None, object, True):
    print(m(v))
class Bad:
    __match_args__ = ("x", "x")
match [1, [2, {"a": (3, 4)}]]:
    case [p, [q, {"a": (r, s) as t}]]:
        print(p, q, r, s, t)
try:
    match P(1, 2):
        case P(1, 2, 3): pass
except TypeError as e:
    print(e)
try:
    match 5:
        case int(1, 2): pass
except TypeError as e:
    print(e)
