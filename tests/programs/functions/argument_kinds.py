# Defaults, stars, keyword-only and positional-only parameters; evaluated when, bound where.
def log(value, seen=[]):
    seen.append(value)
    return seen[:]


print(log(1), log(2), log(3, []), log.__defaults__)


def order(name):
    print("eval", name, end="; ")
    return name


def f(a=order("a"), *args, b=order("b"), **kwargs) -> order("r"):
    return a, args, b, kwargs


print()
print(f(order(1), *[order(2), order(3)], b=order(4), **{"x": order(5)}))
print(f(*[1], *[2, 3], b=1, **{"x": 1}, **{"y": 2}), f.__annotations__)
f.__defaults__ = ("new",)
f.__kwdefaults__ = {"b": "kw"}
print(f())
f.__defaults__ = None
try:
    f()
except TypeError as error:
    print(error)
del f.__kwdefaults__
try:
    f(1)
except TypeError as error:
    print(error)


def swap(a, b, /, **kwargs):
    return a, b, kwargs


print(swap(1, 2, a=3, b=4))


def many(*args, **kwargs):
    return len(args), len(kwargs), sum(args)


print(many(*range(300)), many(**{f"k{i}": i for i in range(300)}), many(*range(10), *range(10), **{"a": 1}))
print(many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
           a=1, b=2, c=3))


def deep(n, *, acc=()):
    return acc if n == 0 else deep(n - 1, acc=acc + (n,))


print(deep(5), (lambda *a, k=1, **kw: (a, k, kw))(1, 2, z=3))


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key * 2


class Broken(Mapping):
    def __getitem__(self, key):
        raise KeyError(key)


print(many(**Mapping()), f(1, b=2, **Mapping()))
for call in lambda: many(**Broken()), lambda: many(*Broken()), lambda: f(1, **{"b": 1}, **{"b": 2}):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


def mutate(x, items=None):
    items = [] if items is None else items
    items += [x]
    return items


shared = []
print(mutate(1), mutate(2), mutate(3, shared), shared)


def outer(x):
    def inner(y=x, *, z=x + 1):
        nonlocal x
        x += 1
        return x, y, z
    return inner


inner = outer(10)
print(inner(), inner(0), inner(z=0), inner.__closure__[0].cell_contents, inner.__qualname__)
