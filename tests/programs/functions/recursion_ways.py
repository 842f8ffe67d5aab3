# Recursion: to the limit and over it, in every way that calls nest.
import sys


def plain(n):
    return 0 if n == 0 else 1 + plain(n - 1)


def forever():
    return forever()


class Dunder:
    def __add__(self, other): return self + other
    def __getattr__(self, name): return getattr(self, name + "x")
    def __eq__(self, other): return other == self
    def __repr__(self): return repr(self)
    def __len__(self): return len(self)
    def __call__(self): return self()
    def __iter__(self): return iter(self)
    def __bool__(self): return bool(self)
    def __hash__(self): return hash(self)
    def __getitem__(self, key): return self[key]
    def __contains__(self, item): return item in self
    def __enter__(self):
        with self: pass
    def __exit__(self, *args): pass


def with_statement():
    with Dunder(): pass


print(plain(900))
d = Dunder()
for name, action in [("forever", forever), ("add", lambda: d + d), ("getattr", lambda: d.y), ("eq", lambda: d == Dunder()),
                     ("repr", lambda: repr(d)), ("len", lambda: len(d)), ("call", lambda: d()), ("iter", lambda: list(d)),
                     ("bool", lambda: not d), ("hash", lambda: {d: 1}), ("getitem", lambda: d[1]), ("contains", lambda: 1 in d),
                     ("with", with_statement), ("sort", lambda: sorted([2, 1], key=lambda x: sorted([x], key=forever_key))),
                     ("map", lambda: list(map(lambda x: forever(), [1])))]:
    forever_key = lambda x: forever()
    try:
        action()
        print(name, "ended")
    except RecursionError as error:
        print(name, str(error)[:32])


def generator(n):
    if n:
        yield from generator(n - 1)
    yield n


print(sum(generator(200)))
try:
    list(generator(1500))
except RecursionError as error:
    print("generator", str(error)[:32])
print(sys.getrecursionlimit())
sys.setrecursionlimit(5000)
print(plain(4900))
sys.setrecursionlimit(1000)
try:
    print(plain(1100))
except RecursionError as error:
    print(error)
for limit in 0, -1, 2 ** 40, "x", 5:
    try:
        sys.setrecursionlimit(limit)
        print("set", limit)
    except (ValueError, OverflowError, TypeError, RecursionError) as error:
        print(type(error).__name__, error)
items = []
items.append(items)
print(items, repr({1: items})[:20])
nested = []
for _ in range(5000):
    nested = [nested]
for action in repr, lambda x: x == [x], lambda x: hash((x,)):
    try:
        action(nested)
        print("ended")
    except (RecursionError, TypeError) as error:
        print(type(error).__name__, str(error)[:32])
del nested
print("freed")
