def count(limit):
    n = 0
    while n < limit:
        got = yield n
        if got is not None:
            n = got
        n += 1
    return "done"


def relay():
    result = yield from count(2)
    yield result


for value in count(3):
    print(value)
print(list(relay()))
g = count(10)
print(next(g), g.send(5), next(g))
g.close()
print(sum(n * n for n in range(4)))


def inner():
    try:
        yield 1
    except KeyError:
        return 2


def outer():
    got = yield from inner()
    yield got


g = outer()
print(next(g), g.throw(KeyError("thrown into what it delegates to")))
