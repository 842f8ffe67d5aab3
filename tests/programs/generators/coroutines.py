# Coroutines driven by hand: await, async for, async with.
class Pause:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


class Ticker:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await Pause(self.n)


class Manager:
    async def __aenter__(self):
        return await Pause("enter")

    async def __aexit__(self, *exc):
        await Pause("exit")
        return False


async def numbers(n):
    for i in range(n):
        await Pause("gen")
        yield i


async def main():
    async with Manager() as m:
        print("with", m)
        async for x in Ticker(2):
            print("tick", x)
    print([x async for x in numbers(2)])
    return "finished"


def drive(coroutine):
    send = None
    while True:
        try:
            value = coroutine.send(send)
        except StopIteration as stop:
            return stop.value
        print("paused", value)
        send = ("answer", value)


print(drive(main()))
