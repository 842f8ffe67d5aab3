def count(n):
    i = 0
    while i < n:
        got = yield i
        if got: print("got", got)
        i += 1
    return "end"
g = count(3)
print(next(g), g.send("a"), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
print(list(count(4)), sum(count(5)), max(count(3)))
def deleg():
    r = yield from count(2)
    print("r", r)
    yield from "xy"
print(list(deleg()))
g = count(1)
try:
    g.send(1)
except TypeError as e:
    print(e)
print(next(g, "d"), next(g, "d"))
def self_run():
    yield next(me)
me = self_run()
try:
    next(me)
except ValueError as e:
    print(e)
def bad():
    yield 1
    raise StopIteration("oops")
try:
    list(bad())
except RuntimeError as e:
    print(e, repr(e.__cause__))
ge = (x * x for x in range(5) if x % 2)
print(ge.__name__, list(ge), list(ge))
print(count(1).gi_frame is not None, count.__code__.co_flags & 0x20)
