# Coroutines and asynchronous generators driven by hand.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import sys, types
def drive(coro, *sends):
    out = []
    try:
        out.append(coro.send(None))
        for s in sends:
            out.append(coro.throw(s) if isinstance(s, BaseException) else coro.send(s))
    except BaseException as e: out.append((type(e).__name__, e.args))
    return out
class Step:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
    def __repr__(self): return "Step"
async def simple(): return [await Step(1), await Step(2)]
print(drive(simple(), "a", "b"), drive(simple(), "a", KeyError("k")), drive(simple()))
async def agen():
    try:
        x = yield 1
        print("got", x)
        await Step("waiting")
        y = yield 2
        print("got", y)
    except ValueError as e:
        print("caught", e); yield "after"
    finally:
        print("cleanup"); await Step("in finally")
async def iterate():
    out = []
    async for v in agen(): out.append(v)
    else: out.append("else")
    return out
print(drive(iterate(), None, None, None, None))
async def by_hand():
    a = agen(); r = [await a.__anext__(), await a.asend("S")]
    r.append(await a.athrow(ValueError("V"))); await a.aclose()
    try: await a.__anext__()
    except StopAsyncIteration as e: r.append("ended")
    return r
print(drive(by_hand(), None, None, None))
a = agen()
show(lambda: a.asend(5).send(None), lambda: a.asend(None).send(None), lambda: a.asend(1).send(None), lambda: a.athrow(5).send(None), lambda: a.athrow(KeyError("x")).send(None), lambda: a.aclose().send(None), lambda: a.aclose().send(1), lambda: a.__anext__().send(None))
show(lambda: iter(a), lambda: next(a), lambda: a.send, lambda: [x for x in a], lambda: a.ag_running, lambda: a.ag_code.co_name, lambda: type(a.ag_await).__name__, lambda: type(a)())
async def cm():
    class M:
        async def __aenter__(self): print("enter"); return "as"
        async def __aexit__(self, *e): print("exit", e[0] and e[0].__name__); return e[0] is KeyError
    async with M() as x, M(): print(x)
    async with M(): raise KeyError
    try:
        async with M(): raise ValueError("out")
    except ValueError as e: print("out", e)
    for _ in range(2):
        async with M(): continue
    return "done"
print(drive(cm()))
def with_o(o, kind):
    async def f():
        if kind == "with":
            async with o: pass
        elif kind == "for":
            async for _ in o: pass
        else: return await o
    return drive(f())
class Part: 
    def __init__(self, **k): pass
def obj(**k): return type("O", (), {n: (lambda v: lambda self, *a: v)(v) for n, v in k.items()})()
for o in (5, None, [], obj(__aenter__=1), obj(__aexit__=1), obj(__aenter__=1, __aexit__=1), obj(__aiter__=1), obj(__aiter__=obj(__anext__=1)), obj(__await__=1), obj(__await__=[]), obj(__await__=iter([])), simple):
    for kind in ("with", "for", "await"): print(type(o).__name__, kind, with_o(o, kind))
c = simple(); show(lambda: next(c), lambda: iter(c), lambda: list(c), lambda: c.cr_frame is not None, lambda: c.cr_await, lambda: c.cr_running, lambda: c.cr_origin, lambda: c.send(5)); c.close()
show(lambda: c.send(None), lambda: c.throw(ValueError("after")), lambda: c.close())
async def twice(): 
    inner = simple()
    async def use(): return await inner
    u = use(); u.send(None)
    try: await inner
    except RuntimeError as e: print(e)
    u.close()
print(drive(twice()))
@types.coroutine
def old():
    x = yield "old"; return x
async def uses_old(): return await old()
print(drive(uses_old(), 5))
def plain(): yield 1
async def bad(): await plain()
print(drive(bad()))
def yf(): yield from simple()
show(lambda: next(yf()))
async def stop(): raise StopIteration(1)
async def astop(): raise StopAsyncIteration(1)
async def agstop(): raise StopAsyncIteration(2); yield
async def agstop2(): raise StopIteration(2); yield
print(drive(stop()), drive(astop()), drive(agstop().__anext__()), drive(agstop2().__anext__()))
hooks = []
sys.set_asyncgen_hooks(firstiter=lambda g: hooks.append(("first", g.__name__)), finalizer=lambda g: hooks.append(("final", g.__name__)))
g = agen(); drive(g.__anext__()); del g; print(hooks, sys.get_asyncgen_hooks()[0] is not None)
show(lambda: sys.set_asyncgen_hooks(5), lambda: sys.set_asyncgen_hooks(firstiter=5), lambda: sys.set_asyncgen_hooks(None, None))
for source in ("async def f(): yield from x", "async def f(): return 1; yield", "def f(): await x", "async def f():\n def g(): await x", "async with x: pass", "async for x in y: pass", "await x", "async def f(): [await x for x in y]", "def f(): [x async for x in y]", "async lambda: 1", "lambda: await x", "async def f(): lambda: await x", "async def await(): pass", "async = 1", "await = 1", "async def f(): f(await x, *await y, **await z)", "async def f(): await", "async def f(): await -x", "async def f(): -await x ** 2", "async def f(x=await y): pass", "async def f():\n async def g(x=await y): pass"):
    try: compile(source, "<s>", "exec"); print("good", ascii(source))
    except SyntaxError as error: print(ascii(source), "|", error.msg)
