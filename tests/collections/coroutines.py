"""Coroutines and async generators driven by hand."""
OUT = []
class Wait:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        yield self.n
        return self.n + 1


async def step(n):
    return await Wait(n) + 1


async def several(n):
    total = 0
    for i in range(n):
        total += await step(i)
    return total


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


OUT.append((sum(run(several(5)) for _ in range(300)),))


async def numbers(n):
    for i in range(n):
        yield [i]


async def collect(n):
    return [x[0] async for x in numbers(n)]


OUT.append((sum(len(run(collect(6))) for _ in range(300)),))


class Loop:
    async def forever(self):
        self.me = self
        await Wait(1)
        return self


for _ in range(500):
    loop = Loop()
    loop.task = loop.forever()
    loop.task.send(None)
OUT.append((type(loop.task).__name__,))
for line in OUT:
    print(*line)
