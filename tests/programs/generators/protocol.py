# The generator protocol: send, throw, close, return values, yield from, and being run twice.
def attempt(function, *args):
    try:
        return function(*args)
    except BaseException as error:
        return f"{type(error).__name__}({', '.join(map(repr, error.args))})"


def echo():
    received = None
    while True:
        try:
            received = yield received
        except ValueError as error:
            received = repr(error)
        except GeneratorExit:
            print("closing")
            raise


g = echo()
print(attempt(g.send, 5), next(g), g.send(1), attempt(g.throw, ValueError("x")), attempt(g.throw, ValueError), attempt(g.throw, KeyError("k")))
print(attempt(next, g), attempt(g.send, 1), attempt(g.throw, ValueError), g.close())


def returning():
    x = yield 1
    return x


g = returning()
next(g)
print(attempt(g.send, "result"), attempt(next, g))


def refuses():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def raises_on_close():
    try:
        yield 1
    finally:
        raise KeyError("in finally")


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return 5


for make in refuses, raises_on_close, returns_on_close:
    g = make()
    next(g)
    print(make.__name__, attempt(g.close), attempt(next, g))
g = refuses()
print(attempt(g.throw, ValueError("unstarted")), attempt(next, g))
g = refuses()
print(g.close(), attempt(next, g))


def stops():
    yield 1
    raise StopIteration("inside")


g = stops()
next(g)
print(attempt(next, g))


def itself():
    yield attempt(next, me), attempt(me.send, None), attempt(me.close), attempt(me.throw, ValueError)


me = itself()
print(next(me))


def inner():
    try:
        x = yield "inner 1"
        print("inner got", x)
        y = yield "inner 2"
        return "inner result", y
    except KeyError as error:
        print("inner caught", repr(error))
        yield "inner recovered"
    finally:
        print("inner finally")


def outer():
    result = yield from inner()
    print("outer got", result)
    yield result
    result = yield from [1, 2]
    print("list gives", result)
    try:
        yield from 5
    except TypeError as error:
        print(error)
    return "outer result"


g = outer()
print([next(g), g.send("x"), g.send("y"), *g])
g = outer()
print(next(g), g.throw(KeyError("thrown")), next(g), g.close())
g = outer()
next(g)
print(g.gi_yieldfrom.__name__, g.gi_running, g.gi_suspended, g.gi_frame.f_lineno > 0, g.gi_code.co_name, g.__name__, g.__qualname__)


class Delegate:
    def __iter__(self): return self
    def __next__(self): return "next"
    def send(self, value): return "send", value
    def throw(self, *args): return "throw", args
    def close(self): print("delegate closed")


class Bare:
    def __iter__(self): return self
    def __next__(self): return "next"


class Broken(Bare):
    @property
    def throw(self): raise ArithmeticError("no throw")
    @property
    def close(self): raise ArithmeticError("no close")


def delegating(cls):
    yield from cls()


for cls in Delegate, Bare, Broken:
    g = delegating(cls)
    print(next(g), attempt(g.send, 1), attempt(g.throw, ValueError("v")))
    if cls is Broken: break
    g = delegating(cls)
    next(g)
    print(attempt(g.close))
for arguments in [(), (1,), (ValueError, 1), (ValueError, ValueError("x")), (ValueError, None, 5), (ValueError("x"), 1), (int,), (ValueError, KeyError(1)), ("text",)]:
    g = echo()
    next(g)
    print(arguments, attempt(g.throw, *arguments))


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)), sum(x * x for x in range(10)), list(zip(tree(2), tree(2))))
print(type((x for x in [])).__name__, (x for x in []).__name__, attempt(lambda: (x for x in 5)), list(x for x in "ab" if x > "a"))
gen = (1 / x for x in (1, 0, 2))
print(next(gen), attempt(next, gen), list(gen))
for name, value in [("__name__", "n"), ("__qualname__", "q"), ("__name__", 5), ("gi_frame", 1), ("gi_running", 1), ("x", 1)]:
    g = echo()
    print(name, attempt(setattr, g, name, value), g.__name__)
import sys
def exc_state():
    try:
        raise ValueError("generator's own")
    except ValueError:
        yield repr(sys.exc_info()[1])
        yield repr(sys.exc_info()[1])
    yield repr(sys.exc_info()[1])


try:
    raise KeyError("outside")
except KeyError:
    g = exc_state()
    print(next(g), repr(sys.exc_info()[1]), next(g))
print(next(g), sys.exc_info())
