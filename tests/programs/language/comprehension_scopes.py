# What comprehensions see and leave behind.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

x = "module"
print([x for x in range(3)], x, {x: y for x, y in [(1, 2)]}, {x for x in "a"}, list(x for x in [5]), x)
class C:
    items = [1, 2]
    size = 3
    first = [i for i in items]
    try: second = [size for i in items]
    except NameError as error: second = str(error)
    third = [i for i in items if i > 1]
    fns = [lambda: i for i in range(3)]
    nested = [[j for j in range(i)] for i in items]
print(C.first, C.second, C.third, [f() for f in C.fns], C.nested, hasattr(C, "i"))
def late():
    fs = [lambda: i for i in range(3)]
    gs = [lambda i=i: i for i in range(3)]
    return [f() for f in fs], [g() for g in gs]
print(late())
def order():
    log = []
    def n(v): log.append(v); return v
    {n(k): n(v) for k, v in [("k1", "v1"), ("k2", "v2")]}
    [n(a) for a in n([1, 2]) if n(a > 1)]
    return log
print(order())
show(lambda: [x for x in undefined], lambda: [undefined for x in []], lambda: [undefined for x in [1]], lambda: (y for y in 5), lambda: {[]: 1 for _ in [1]}, lambda: {[] for _ in [1]})
g = (v for v in [1, 2, 3]); print(next(g), list(g), list(g))
def lazy():
    src = [1, 2, 3]
    gen = (v for v in src if v in src)
    src = [2]
    return list(gen)
print(lazy())
print([(a, b, c) for a in range(2) for b in range(a, 2) if a != b for c in "xy"], [a for a in range(3) if a if a - 1])
print([locals() for _ in [1]][0].keys(), sorted([sorted(k for k in locals() if k != ".0") for q in [1]][0]))
def in_function():
    a = 1
    return [sorted(locals()) for b in [1]], [a + b for b in [2]], [[a + b + c for c in [3]] for b in [4]]
print(in_function())
async def aiter():
    for i in range(4): yield i
async def main():
    return [i async for i in aiter() if i % 2], {i: j async for i in aiter() for j in [i]}, [await Ready(i) for i in range(2)], [x async for x in (y async for y in aiter())]
class Ready:
    def __init__(self, value): self.value = value
    def __await__(self):
        yield
        return self.value
def run(coroutine):
    try:
        while True: coroutine.send(None)
    except StopIteration as stop: return stop.value
print(run(main()))
for source in ("[x for x in y, z]", "[x, y for x in z]", "[*x for x in y]", "{**x for x in y}", "{x: y for x in z}", "[x for x in y if]", "[for x in y]", "[x for 1 in y]", "[x for f() in y]", "[x for x in lambda: y]", "[x async for x in y]", "[await x for x in y]", "(x for x in y) = 1", "[x for x in y] = 1", "[yield for x in y]", "[(yield x) for x in y]", "f(x for x in y, 1)", "f(1, x for x in y)", "class C: [__class__ for _ in [1]]", "[x for x, in y]", "[x for *x, in y]", "[x for x in *y]", "[x if y for x in z]"):
    try: compile(source, "<s>", "exec"); print("good", source)
    except SyntaxError as error: print(source, "|", error.msg)
