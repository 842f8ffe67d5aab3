# anext(iterator, default): the default is what the end of the iterator gives.
async def numbers():
    yield 1

def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as stop:
        return stop.value

class Broken:
    def __anext__(self):
        return 5

class Awaiting:
    def __init__(self, steps, end):
        self.steps, self.end = steps, end
        self.running = self.run()
    def __anext__(self):
        return self
    def __await__(self):
        print("  __await__")  # asked for anew at each step
        return self.running
    def run(self):
        for step in range(self.steps):
            print("  sent", (yield step))
        raise self.end

async def main():
    iterator = numbers()
    print(await anext(iterator, "default"))
    print(await anext(iterator, "default"))
    print(await anext(iterator, "again"))
    unused = anext(iterator, 7)
    print(type(unused).__name__, iter(unused) is unused)
    unused.close()
    try:
        await anext(iterator)
    except StopAsyncIteration as error:
        print("ended", error.args)
    for arguments in ((Broken(), 4), (Broken(),)):
        try:
            await anext(*arguments)
        except TypeError as error:
            print(error)
    print(await anext(Awaiting(1, StopAsyncIteration("x")), 12))
    try:
        await anext(Awaiting(0, KeyError("x")), 1)
    except KeyError as error:
        print("passed on", error)

run(main())
for arguments in ((5,), (), (1, 2, 3), (None, None)):
    try:
        anext(*arguments)
    except TypeError as error:
        print(error)

step = anext(Awaiting(3, StopAsyncIteration), "end")
print(next(step), type(step).__await__(step) is step)
for call in (lambda: step.send(3), lambda: step.throw(ZeroDivisionError)):
    try:
        print(call())
    except (TypeError, ZeroDivisionError, StopIteration) as error:
        print(type(error).__name__, error)

for kind in (numbers, main):
    made = kind()
    for name in ("send", "throw", "close", "asend", "athrow", "aclose"):
        method = getattr(type(made), name, None)
        if method is not None:
            print(type(made).__name__, name, repr(method.__doc__))
    if kind is main:
        made.close()
for name in ("send", "throw", "close"):
    print(repr(getattr(type((lambda: (yield))()), name).__doc__))
