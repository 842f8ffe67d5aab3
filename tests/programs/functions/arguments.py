# Every way to pass arguments, and what goes wrong.
def f(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


print(f(1, d=4))
print(f(1, 20, 30, 40, 50, d=60, e=70, g=80))
print(f(*[1, 2], **{"d": 3, "z": 4}))
print((lambda *a, **k: (a, k))(1, x=2))


def trial(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except TypeError as error:
        print(error)


trial(f)
trial(f, 1)
trial(f, 1, a=2, d=3)


def g(a, b, *, c):
    return a + b + c


trial(g, 1)
trial(g, 1, 2)
trial(g, 1, 2, 3)
trial(g, 1, 2, c=3)
trial(g, 1, 2, c=3, d=4)
trial(g, 1, 2, b=3, c=4)
trial(lambda: 0, 1, 2)


def default(item, box=[]):
    box.append(item)
    return box


print(default(1), default(2), default.__defaults__)
