# Long loops, deep hierarchies, and recursion as deep as the limit allows: no C stack is used for calls.
import sys

total = 0
for i in range(10_000_000):
    total += i & 1
print(total)  # expect: 5000000
n = 0
while n < 1_000_000:
    n += 1
print(n)  # expect: 1000000

kind = object
for depth in range(50):
    kind = type(f"Level{depth}", (kind,), {f"at{depth}": depth, "who": lambda self, depth=depth: depth})
deep = kind()
print(deep.at0, deep.at49, deep.who(), len(kind.__mro__))  # expect: 0 49 49 51


class Chain:
    def call(self, left):
        return 0


for depth in range(50):
    class Chain(Chain):
        def call(self, left):
            return 1 + super().call(left)
print(Chain().call(0))  # expect: 50


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def endless():
    return endless()


try:
    endless()
except RecursionError as error:
    print(error)  # expect: maximum recursion depth exceeded
sys.setrecursionlimit(60_000)
print(down(50_000))  # expect: 50000
try:
    endless()
except RecursionError as error:
    print(error)  # expect: maximum recursion depth exceeded


def count(n):
    if n:
        yield from count(n - 1)
    yield n


sys.setrecursionlimit(1000)
print(sum(count(300)))  # expect: 45150
try:
    list(count(2000))
except RecursionError as error:
    print("generators")  # expect: generators

# Generators that hold each other, 100,000 deep, are freed without the C stack.
def holds(inner):
    yield inner
    yield inner


generator = None
for i in range(100_000):
    generator = holds(generator)
    next(generator)
del generator
generator = None
for i in range(100_000):
    generator = (item for item in [generator])
del generator
print("freed")  # expect: freed
