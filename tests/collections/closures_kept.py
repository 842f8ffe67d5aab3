"""Closures: cells shared by functions, recursion through a cell, defaults."""
OUT = []
def counter(start):
    n = start

    def up():
        nonlocal n
        n += 1
        return n

    def down():
        nonlocal n
        n -= 1
        return n
    return up, down


def recursive(limit):
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)
    return fact(limit)


kept = [counter(i) for i in range(400)]
OUT.append((sum(up() + down() for up, down in kept),))
OUT.append((sum(recursive(i % 9) for i in range(1200)),))
adders = [lambda x, i=i: x + i for i in range(800)]
OUT.append((sum(f(1) for f in adders),))


def compose(f, g):
    return lambda x: f(g(x))


f = lambda x: x
for i in range(300):
    f = compose(f, adders[i % 3])
OUT.append((f(0),))
for line in OUT:
    print(*line)
