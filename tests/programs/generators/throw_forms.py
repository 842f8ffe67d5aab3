# throw() and close() in every state, with every kind of argument.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import sys, warnings
warnings.simplefilter("ignore")
def g(log):
    try:
        x = yield 1
        log.append(x)
        yield 2
    except ValueError as e:
        log.append(("caught", str(e), type(e.__context__).__name__))
        yield 3
    finally:
        log.append("finally")
def run(*steps):
    log = []; it = g(log); out = []
    for step in steps:
        try: out.append(step(it))
        except BaseException as e: out.append((type(e).__name__, str(e)))
    return out, log
n = next; s = lambda v: lambda it: it.send(v); t = lambda *a: lambda it: it.throw(*a); c = lambda it: it.close()
print(run(n, n, n)); print(run(s(5))); print(run(s(None), s(5), n)); print(run(t(ValueError("early")), n)); print(run(n, t(ValueError("v")), n, n))
print(run(n, t(ValueError), n)); print(run(n, t(ValueError, "text"))); print(run(n, t(ValueError, ValueError("inst")))); print(run(n, t(ValueError, None, None))); print(run(n, t(ValueError("a"), "b")))
print(run(n, t(5))); print(run(n, t("x"))); print(run(n, t(int))); print(run(n, t(ValueError, 1, 2))); print(run(n, t(ValueError, (1, 2)))); print(run(n, t())); print(run(n, t(1, 2, 3, 4)))
print(run(n, t(KeyError("k")), n)); print(run(c, n)); print(run(n, c, c, n)); print(run(n, t(GeneratorExit), n)); print(run(n, t(StopIteration("stop"))))
try: 1 / 0
except ZeroDivisionError as e: tb = e.__traceback__
print(run(n, t(ValueError, ValueError("tb"), tb)))
def refuses():
    while True:
        try: yield 1
        except GeneratorExit: yield "no"
it = refuses(); next(it)
show(lambda: it.close())
def returns():
    try: yield 1
    except GeneratorExit: return 5
it = returns(); next(it); print(it.close())
def raises():
    try: yield 1
    except GeneratorExit: raise OSError("closing")
it = raises(); next(it); show(lambda: it.close())
def running():
    try: me.send(None)
    except ValueError as e: yield str(e)
    try: me.throw(KeyError)
    except ValueError as e: yield str(e)
    try: me.close()
    except ValueError as e: yield str(e)
    try: next(me)
    except ValueError as e: yield str(e)
me = running(); print(list(me))
def stops(): raise StopIteration(3); yield
def stops_inside():
    yield next(iter([]))
show(lambda: next(stops()), lambda: list(stops_inside()), lambda: next(stops_inside()))
try: next(stops())
except RuntimeError as e: print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
def value(): return (yield)
it = value(); next(it)
try: it.send((1, 2))
except StopIteration as e: print(e.value, e.args)
def sub():
    try: return (yield "a")
    except KeyError: return "handled"
def outer():
    r = yield from sub(); yield ("result", r)
    r = yield from [1, 2]; yield r
    r = yield from Weird(); yield ("weird", r)
class Weird:
    def __iter__(self): return self
    def __next__(self): return "w"
    def throw(self, *a): return ("thrown", a[0].__name__ if isinstance(a[0], type) else repr(a[0]))
    def send(self, v): return ("sent", v)
    def close(self): print("closed")
it = outer(); print(next(it), it.throw(KeyError), next(it), next(it), next(it), next(it), it.send(4), it.throw(ValueError("q")), it.gi_yieldfrom.__class__.__name__); it.close()
class NoThrow:
    def __iter__(self): return self
    def __next__(self): return 1
def delegating(o): yield from o
it = delegating(NoThrow()); next(it)
show(lambda: it.send(5), lambda: next(it))
it = delegating(NoThrow()); next(it); show(lambda: it.throw(ValueError("through")))
class BadClose(NoThrow):
    close = 5
    @property
    def throw(self): raise KeyError("no throw")
it = delegating(BadClose()); next(it); show(lambda: it.close()); it = delegating(BadClose()); next(it); show(lambda: it.throw(ValueError)); it = None
show(lambda: next(delegating(5)), lambda: list(delegating(range(2))))
x = (i for i in range(3)); print(x.gi_frame is not None, x.gi_running, x.gi_code.co_name, x.gi_suspended, next(x), x.gi_suspended, list(x), x.gi_frame, x.gi_suspended, x.__name__, x.__qualname__)
show(lambda: setattr(x, "__name__", 5), lambda: setattr(x, "gi_running", 1), lambda: setattr(x, "__name__", "new") or x.__name__, lambda: type(x)(), lambda: delattr(x, "__qualname__"))
