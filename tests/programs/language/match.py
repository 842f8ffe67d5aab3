# Pattern matching.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case int(n) if n < 0:
            return f"negative {n}"
        case str() as text:
            return "text " + text
        case []:
            return "empty"
        case [first]:
            return f"one {first}"
        case [first, *rest]:
            return f"{first} then {rest}"
        case {"kind": kind, **others}:
            return f"{kind} {others}"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, y):
            return f"point {x} {y}"
        case None:
            return "none"
        case _:
            return "something else"


for value in (0, 1, -5, 7, "hi", [], [1], [1, 2, 3], (4, 5), {"kind": "a", "b": 2},
              {}, Point(0, 0), Point(1, 2), None, 2.5):
    print(describe(value))
