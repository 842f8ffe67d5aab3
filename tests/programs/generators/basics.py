# Generators: next, send, throw, close, yield from, expressions.
def count(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got)
    return "done"


g = count(3)
print(next(g), g.send("hello"), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)


def delegate():
    result = yield from count(2)
    print("result", result)
    yield from "ab"


print(list(delegate()))


def careful():
    try:
        yield 1
    except ValueError as error:
        print("caught", error)
        yield 2
    finally:
        print("closed")


g = careful()
print(next(g), g.throw(ValueError("v")))
g.close()
print(sum(x * x for x in range(10)), list(zip(count(2), "xy")))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fibonacci()
print([next(f) for _ in range(15)])


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(4)), max(Countdown(5)), 2 in Countdown(5))
