# Coroutines, async for and with, asynchronous generators and comprehensions, driven by hand.
import sys


def run(coroutine, *sent):
    out, sent = [], list(sent)
    try:
        value = None
        while True:
            out.append(coroutine.send(value))
            value = sent.pop(0) if sent else None
    except StopIteration as stop:
        return out, stop.value
    except BaseException as error:
        return out, f"{type(error).__name__}: {error}"


class Await:
    def __init__(self, value): self.value = value
    def __await__(self):
        got = yield self.value
        return got, self.value


async def simple(): return 1
async def awaits():
    a = await Await("a")
    b = await simple()
    return a, b


print(run(awaits(), "sent"), run(simple()))
for bad in (1, None, [1], iter([]), (x for x in [])):
    async def wrong(): return await bad
    print(run(wrong()))


class BadAwait:
    def __await__(self): return 5


class CoroutineAwait:
    def __await__(self): return simple_coroutine


simple_coroutine = simple()
for cls in BadAwait, CoroutineAwait:
    async def wrong(): await cls()
    print(run(wrong()))
simple_coroutine.close()
twice = simple()
print(run(twice), run(twice))


class Manager:
    async def __aenter__(self):
        print("aenter")
        return await Await("in")
    async def __aexit__(self, kind, value, trace):
        print("aexit", kind and kind.__name__)
        await Await("out")
        return kind is ValueError


async def uses_with(fail):
    async with Manager() as m:
        if fail:
            raise fail
        return m
    return "swallowed"


print(run(uses_with(None), 1), run(uses_with(ValueError("v")), 1), run(uses_with(KeyError("k")), 1))


class Sync:
    def __enter__(self): pass
    def __exit__(self, *a): pass


class NotAwaitable:
    def __aenter__(self): return 1
    async def __aexit__(self, *a): pass


class NotAwaitableExit:
    async def __aenter__(self): return 1
    def __aexit__(self, *a): return 1


for cls in Sync, NotAwaitable, NotAwaitableExit, int:
    async def wrong():
        async with cls(): pass
    print(cls.__name__, run(wrong()))


class Iterator:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        await Await(f"tick {self.n}")
        return self.n


async def uses_for():
    out = []
    async for i in Iterator(3):
        if i == 1: continue
        out.append(i)
    else:
        out.append("else")
    return out, [x async for x in Iterator(2)], {x: x async for x in Iterator(1) if await simple()}, {y async for y in Iterator(1)}


print(run(uses_for()))


class NoAnext:
    def __aiter__(self): return self


class BadAnext(NoAnext):
    def __anext__(self): return 5


class BadAiter:
    async def __aiter__(self): return self


for cls in NoAnext, BadAnext, BadAiter, list:
    async def wrong():
        async for x in cls(): pass
    print(cls.__name__, run(wrong()))


async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got is not None: print("got", got)
            await Await("between")
    except ValueError as error:
        print("agen caught", error)
        yield "recovered"
    finally:
        print("agen finally")


async def drives():
    g = agen(3)
    out = [await g.__anext__(), await g.asend("x")]
    out.append(await g.athrow(ValueError("thrown")))
    try:
        await g.__anext__()
    except StopAsyncIteration:
        out.append("stopped")
    out.append([x async for x in agen(2)])
    g = agen(2)
    out.append(await anext(g))
    await g.aclose()
    try:
        await g.asend(None)
    except StopAsyncIteration as error:
        out.append(repr(error))
    return out


print(run(drives()))


async def refuses():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def stops():
    yield 1
    raise StopAsyncIteration


async def stops_sync():
    yield 1
    raise StopIteration


async def closes():
    out = []
    for make in refuses, stops, stops_sync:
        g = make()
        await g.__anext__()
        try:
            out.append(await (g.aclose() if make is refuses else g.__anext__()))
        except RuntimeError as error:
            out.append((str(error), repr(error.__cause__)))
    g = agen(1)
    try:
        await g.asend("early")
    except TypeError as error:
        out.append(str(error))
    return out


print(run(closes()))
g = agen(1)
print(g.ag_running, g.ag_await, g.ag_code.co_name, g.__name__, type(g.__anext__()).__name__, type(g.asend(1)).__name__, type(g.aclose()).__name__)
c = awaits()
c.send(None)
print(c.cr_running, c.cr_suspended, type(c.cr_await).__name__, c.cr_code.co_name, c.cr_origin, type(c.__await__()).__name__)
print(repr(c)[:24])
try:
    c.throw(KeyError("thrown in"))
except KeyError as error:
    print("threw", error)


async def with_finally():
    try:
        await Await(1)
    finally:
        await Await("cleanup")


c = with_finally()
c.send(None)
try:
    print(c.close())
except RuntimeError as error:
    print(error)


async def lazily():
    return [f async for f in agen(1)], (x async for x in Iterator(2)), [await Await(n) for n in range(2)]


result = run(lazily(), 1, 2, 3)
print(result[0], result[1][0], type(result[1][1]).__name__, result[1][2])
for source in ("await x", "async for x in y: pass", "[x async for x in y]", "def f(): await x", "def f():\n async with x: pass", "async def f(): yield from x",
               "async def f():\n yield 1\n return 2", "async def f(): return [(yield) for x in y]"):
    try:
        compile(source, "<text>", "exec")
        print("compiled", source)
    except SyntaxError as error:
        print(error)
