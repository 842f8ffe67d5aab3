# Frames that outlive their calls: generators in a row, delegation, values sent and exceptions thrown in, coroutines.
import sys


def numbers(n):
    i = 0
    while i < n:
        sent = yield i
        i += sent or 1


def evens(source):
    for number in source:
        if number % 2 == 0:
            yield number


def chained(n):
    total = yield from adder(n)
    yield ("total", total)


def adder(n):
    total = 0
    try:
        for i in range(n):
            total += yield i
    except KeyError as error:
        total = -error.args[0]
    finally:
        n = None
    return total


async def inner(i):
    return i * 2


async def outer(n):
    return sum([await inner(i) for i in range(n)])


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def turn(i):
    made = list(evens(numbers(20)))
    jumping = numbers(50)
    next(jumping)
    made.append(jumping.send(7))
    chain = chained(10)
    next(chain)
    for j in range(i % 8):
        chain.send(j)
    made.append(chain.throw(KeyError(i)))
    made.append(drive(outer(5)))
    made.append(sum(x * y for x in range(4) for y in range(3) if x != y))
    return len(made), made[-1]


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 50
total = 0
for i in range(turns):
    total += sum(turn(i))
print(total)
