# The bounded cache: what it keeps, forgets, and counts, and who may be a key.
import functools

calls = []


@functools.lru_cache(maxsize=3)
def square(x, *, offset=0):
    calls.append((x, offset))
    return x * x + offset


for x in [1, 2, 3, 1, 4, 2, 1.0, True]:
    square(x)
square(5, offset=1), square(5, offset=1)
print(calls, square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info())
try:
    square([])
except TypeError as error:
    print(error)


@functools.lru_cache(typed=True)
def kind(x):
    return type(x).__name__


print(kind(1), kind(1.0), kind(True), kind.cache_info().misses)


class Thing:
    made = 0

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        Thing.made += 1
        return self.n

    def __eq__(self, other):
        return self.n == other.n

    @functools.lru_cache(2)
    def twice(self, x):
        return 2 * x + self.n


thing = Thing(1)
print(thing.twice(3), thing.twice(3), Thing(1).twice(3), Thing.twice.cache_info(), Thing.made)


@functools.cache
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(150), depth.cache_info())


@functools.lru_cache(maxsize=1)
def failing(x):
    raise ValueError(x)


for _ in range(2):
    try:
        failing(1)
    except ValueError as error:
        print(error, failing.cache_info())
