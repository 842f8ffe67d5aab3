# asyncio: its loop waits in select for a pair of sockets, so tasks, timeouts and streams all need those.
import asyncio


async def say(name, delay):
    await asyncio.sleep(delay)
    print("said", name)
    return name


async def numbers(queue, count):
    for i in range(count):
        await queue.put(i)
        await asyncio.sleep(0)
    await queue.put(None)


async def total(queue):
    result = 0
    while (item := await queue.get()) is not None:
        result += item
    return result


async def echo(reader, writer):
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()


async def main():
    print(await asyncio.gather(say("late", 0.4), say("early", 0.01)))
    queue = asyncio.Queue(2)
    async with asyncio.TaskGroup() as group:
        group.create_task(numbers(queue, 10))
        task = group.create_task(total(queue))
    print(task.result())
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(60)
    except TimeoutError:
        print("too late")
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"hello\n")
    print(await reader.read())
    writer.close()
    server.close()
    await server.wait_closed()
    try:
        await asyncio.gather(say("never", 60), asyncio.sleep(5, 1 / 1), bad())
    except ZeroDivisionError as error:
        print(error)


async def bad():
    1 / 0


asyncio.run(main())
