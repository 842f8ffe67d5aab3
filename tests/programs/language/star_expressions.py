# Stars in displays, calls, targets, returns and subscripts.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

a, *b, c = range(6); print(a, b, c)
*a, = "xyz"; print(a)
[a, [*b], c] = 1, (2, 3), 4; print(a, b, c)
(a, *b), *c = [1, 2, 3], 4, 5; print(a, b, c)
for first, *rest in ["abc", [1], (2, 3, 4)]: print(first, rest)
print([*range(3), *"ab", *{}], (*[1],), {*"aab"} == {"a", "b"}, {**{"x": 1}, "y": 2, **{"x": 3}})
def returns(): return 1, *[2, 3]
def yields(): yield 0, *"ab"
print(returns(), *yields())
x = *range(2), *range(2); print(x)
print(*[1, 2], *"ab", sep="-", **{"end": "!\n"})
class Sub:
    def __getitem__(self, item): return item
s = Sub(); print(s[*range(3)], s[1, *"ab"], s[*()], s[*[1], 2:3])
def many(*args: int, **kw: str): return args, kw
print(many(*[1], 2, *[3, 4], a=1, **{"b": 2}, c=3, **{"d": 4}))
def annotated(*args: *tuple[int, ...]): pass
print(annotated.__annotations__)
order = []
def note(x): order.append(x); return x
many(note(1), *note([2]), note(3), k=note(4), **note({"z": 5}))
print(order)
class Mapping:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 2
print(many(**Mapping()), {**Mapping()})
class OnlyKeys:
    def keys(self): return [1]
    def __getitem__(self, k): return k
show(lambda: many(**OnlyKeys()), lambda: {**OnlyKeys()}, lambda: many(**{"a": 1}, a=2), lambda: [*1], lambda: {**1}, lambda: many(*1), lambda: many(**1), lambda: (lambda *, a: a)(**{"a": 1}))
z = {}; z["k"], *z["r"] = 1, 2, 3; print(z)
class T: pass
t = T(); t.a, (t.b, *t.c) = 1, (2, 3); print(vars(t))
