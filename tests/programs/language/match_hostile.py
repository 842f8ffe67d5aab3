# match with classes that answer strangely.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

class Args:
    __match_args__ = ("a", "b")
    def __init__(self, a, b): self.a, self.b = a, b
class BadArgs: __match_args__ = 5
class ListArgs: __match_args__ = ["a"]
class IntArgs: __match_args__ = (1,)
class TwiceArgs: __match_args__ = ("a", "a"); a = 1
class Missing: __match_args__ = ("nothing",)
class Raises:
    __match_args__ = ("x",)
    @property
    def x(self): raise KeyError("x")
class Meta(type):
    def __instancecheck__(cls, other): print("asked"); return True
class Any(metaclass=Meta): pass
def one(subject, pattern):
    scope = {"s": subject, **globals()}
    exec(f"match s:\n    case {pattern}: r = {{k: v for k, v in list(locals().items()) if len(k) == 1 and k not in 's'}}\n    case _: r = 'no'", scope)
    return scope["r"]
for subject, pattern in ((Args(1, 2), "Args(x, y)"), (Args(1, 2), "Args(x, b=y)"), (Args(1, 2), "Args(x, y, z)"), (Args(1, 2), "Args(x, a=y)"), (BadArgs(), "BadArgs(x)"), (ListArgs(), "ListArgs(x)"), (IntArgs(), "IntArgs(x)"), (TwiceArgs(), "TwiceArgs(x, y)"), (Missing(), "Missing(x)"), (Raises(), "Raises(x)"), (5, "Any()"), (5, "int(x)"), (True, "int(x)"), (5, "int(x, y)"), (5, "int(real=x)"), ("ab", "str(x)"), ([1], "list([x])"), ({"k": 1}, "dict(x)"), (5, "object(x)"), (5, "object(real=x)"), (5, "show()"), (5, "len(x)"), ((1, 2), "tuple((x, y))"), (b"a", "bytes(x)"), (1.5, "float(x)"), ({1}, "set(x)"), (frozenset(), "frozenset(x)"), (bytearray(), "bytearray(x)"), (1j, "complex(x)"), (range(2), "[x, y]"), ("ab", "[x, y]"), (b"ab", "[x, y]"), ({}, "{}"), ({"a": 1, "b": 2}, "{'a': x, **r}"), ({"a": 1}, "{'a': x, 'b': y}"), ({1: 2}, "{1: x}"), ({1: 2}, "{True: x}"), ([1, [2, 3]], "[x, [y, *z]]"), ([1, 2, 3], "[*_, x]"), ([], "[*x]"), (-1, "-1"), (1 - 2j, "1-2j"), (None, "None"), (0, "False"), (1, "True"), (1.0, "1"), ("a", "'a' | 'b'"), (3, "(1 | 2) | 3 as x"), ([1, 2], "[1 as x, y] if False else z" if False else "[1 as x, y]")):
    try: print(pattern, one(subject, pattern))
    except Exception as error: print(pattern, type(error).__name__, error)
import collections.abc
class Seq(collections.abc.Sequence):
    def __len__(self): print("len"); return 2
    def __getitem__(self, i): print("item", i); return [0, 10][i]
print(one(Seq(), "[x, y]"), one(Seq(), "[x, *y]"), one(Seq(), "[x, y, z]"))
class Map(collections.abc.Mapping):
    def __len__(self): return 1
    def __iter__(self): return iter(["k"])
    def __getitem__(self, k): raise KeyError(k)
    def get(self, k, default=None): print("get", k); return {"k": 5}.get(k, default)
    def keys(self): return ["k"]
print(one(Map(), "{'k': x}"), one(Map(), "{'z': x}"))
class Eq:
    def __eq__(self, o): print("eq", o); return o == 3
print(one(Eq(), "1 | 3"), one(Eq(), "None"))
class LenFails(Seq):
    def __len__(self): raise ValueError("len")
show(lambda: one(LenFails(), "[x]"), lambda: one({"a": 1, "k": 2}, "{'a': x, 'a': y}"))
def guards(v):
    match v:
        case x if x > 10: return "big", x
        case int(x) | str(x) if x: return "truthy", x
        case [x, y] | {"x": x, "y": y}: return x, y
        case (): return "empty"
        case x: return "rest", x
print([guards(v) for v in (20, 5, 0)] if True else 0)
show(lambda: guards("a"), lambda: guards([1, 2]), lambda: guards({"x": 1, "y": 2}))
