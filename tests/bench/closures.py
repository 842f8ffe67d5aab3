"""Closures: counters, composed functions, decorators and default arguments."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 700000


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count
    return step


def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x
    return composed


def logged(function):
    def wrapper(*args, **kwargs):
        calls()
        return function(*args, **kwargs)
    return wrapper


@logged
def add(a, b=2, *, scale=1):
    return (a + b) * scale


calls, total = counter(), 0
work = compose(lambda x: x + 1, lambda x: x * 3, lambda x, limit=1000: x % limit)
for i in range(SIZE):
    total += work(i) + add(i) + add(i, b=3, scale=2)
    total += counter()(2)
print(total, calls(0))
