"""Generators: pipelines of them, and a recursive walk."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 1200000


def numbers(size):
    for i in range(size):
        yield i


def odd(source):
    for i in source:
        if i & 1:
            yield i


def pairs(source):
    previous = 0
    for i in source:
        yield previous, i
        previous = i


def walk(low, high):
    if low < high:
        middle = (low + high) // 2
        yield from walk(low, middle)
        yield middle
        yield from walk(middle + 1, high)


def average():
    total = count = 0
    while True:
        total += yield total // max(count, 1)
        count += 1


print(sum(a * b for a, b in pairs(odd(numbers(SIZE)))))
print(sum(i % 7 for i in walk(0, SIZE // 4)))
mean = average()
next(mean)
for i in range(SIZE):
    last = mean.send(i)
print(last)
