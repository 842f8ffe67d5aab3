# Asynchronous context managers, driven by hand.
import contextlib


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


class Pause:
    def __await__(self):
        yield


@contextlib.asynccontextmanager
async def connection(name):
    await Pause()
    print("open", name)
    try:
        yield name
    finally:
        await Pause()
        print("close", name)


async def main():
    async with connection("a") as a, contextlib.AsyncExitStack() as stack:
        b = await stack.enter_async_context(connection("b"))
        stack.callback(print, "callback")
        print(a, b)
    try:
        async with connection("c"):
            raise ValueError("inside")
    except ValueError as error:
        print("seen", error)
    async with contextlib.aclosing(numbers()) as walk:
        async for number in walk:
            if number == 2:
                break
        print("broke at", number)
    return "done"


async def numbers():
    try:
        for i in range(5):
            await Pause()
            yield i
    finally:
        print("numbers closed")


print(run(main()))
