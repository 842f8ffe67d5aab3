class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return r * 2
async def inner(x):
    a = await Aw(x)
    b = await Aw(x + 1)
    return a + b
async def main():
    r = await inner(1)
    print("r", r)
    async with ACM() as v:
        print("v", v)
    async for i in agen(3):
        print("i", i)
    print([x async for x in agen(2)], {x: await inner(x) async for x in agen(1)})
    return "done"
class ACM:
    async def __aenter__(self): return "in"
    async def __aexit__(self, *a): print("aexit", a[0])
async def agen(n):
    try:
        for i in range(n):
            await Aw(i)
            yield i
    finally:
        print("agen fin")
def drive(c):
    sent = None
    while True:
        try:
            y = c.send(sent)
        except StopIteration as e:
            return e.value
        print("y", y)
        sent = y + 1 if isinstance(y, int) else None
print(drive(main()))
c = inner(1)
try:
    c.send(5)
except TypeError as e:
    print(e)
c.close()
try:
    drive(c)
except RuntimeError as e:
    print(e)
async def bad(): await 5
try:
    drive(bad())
except TypeError as e:
    print(e)
async def ag2():
    x = yield 1
    print("sent", x)
    try:
        yield 2
    except ValueError:
        yield 3
async def m2():
    a = ag2()
    print(await a.__anext__(), await a.asend("s"), await a.athrow(ValueError))
    await a.aclose()
    try:
        await a.__anext__()
    except StopAsyncIteration:
        print("stop")
drive(m2())
