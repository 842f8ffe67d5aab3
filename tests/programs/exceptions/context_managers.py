# with: order, suppression, errors inside __enter__ and __exit__, several managers, what is not one.
class Manager:
    def __init__(self, name, swallow=False, fail=""):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        if "enter" in self.fail:
            raise RuntimeError("enter " + self.name)
        return self.name

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value, trace is not None)
        if "exit" in self.fail:
            raise KeyError("exit " + self.name)
        return self.swallow


def attempt(function):
    try:
        print(function.__name__, "->", function())
    except BaseException as error:
        print(function.__name__, "raised", repr(error), "context", repr(error.__context__))


def plain():
    with Manager("a") as a:
        return a


def two():
    with Manager("a") as a, Manager("b") as b:
        print(a, b)
        raise ValueError("body")


def parenthesised():
    with (
        Manager("a") as a,
        Manager("b", swallow=True),
    ):
        raise ValueError(a)
    return "after"


def swallow():
    with Manager("a", swallow=True):
        raise ValueError("gone")
    return "after"


def enter_fails():
    with Manager("a"), Manager("b", fail="enter"), Manager("c"):
        print("not reached")


def exit_fails():
    with Manager("a"), Manager("b", fail="exit"):
        raise ValueError("body")


def exit_fails_normally():
    with Manager("a", swallow=True), Manager("b", fail="exit"):
        pass
    return "after"


def loop():
    for i in range(4):
        with Manager(i):
            if i == 1:
                continue
            if i == 2:
                break
    return i


def finally_inside():
    with Manager("a", swallow=True):
        try:
            raise ValueError
        finally:
            print("finally")
    return "after"


def generator():
    with Manager("g"):
        yield 1
        yield 2


def close_generator():
    g = generator()
    next(g)
    g.close()
    return "closed"


def targets():
    class Holder: pass
    holder, items = Holder(), [0]
    with Manager("a") as holder.x, Manager("b") as items[0], Manager("cd") as (p, q):
        return holder.x, items, p, q


def bad_target():
    with Manager("abc") as (p, q):
        pass


class NoEnter:
    def __exit__(self, *a): pass


class NoExit:
    def __enter__(self): return self


class InstanceMethods:
    def __init__(self):
        self.__enter__ = lambda: 1
        self.__exit__ = lambda *a: None


class StrangeTruth:
    def __enter__(self): return self
    def __exit__(self, *a):
        class T:
            def __bool__(self): raise ArithmeticError("truth")
        return T()


class WrongArguments:
    def __enter__(self): return self
    def __exit__(self): pass


class Async:
    async def __aenter__(self): return self
    async def __aexit__(self, *a): pass


def make(cls):
    def f():
        with cls():
            raise ValueError("body")
    f.__name__ = cls.__name__
    return f


def none():
    with None:
        pass


def swallow_exit():
    with Manager("a", swallow=True):
        raise SystemExit(5)
    return "still here"


for function in (plain, two, parenthesised, swallow, enter_fails, exit_fails, exit_fails_normally, loop, finally_inside, close_generator, targets, bad_target,
                 make(NoEnter), make(NoExit), make(InstanceMethods), make(StrangeTruth), make(WrongArguments), make(Async), none, swallow_exit):
    attempt(function)
