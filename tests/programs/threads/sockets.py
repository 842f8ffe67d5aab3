# Threads that talk through sockets, and asyncio's executors.
import asyncio
import socket
import threading

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()


def serve():
    connection, _ = listener.accept()
    with connection:
        while data := connection.recv(1000):
            connection.sendall(data.upper())


server = threading.Thread(target=serve)
server.start()
with socket.create_connection(listener.getsockname()) as client:
    client.sendall(b"hello")
    print(client.recv(100))
    client.sendall(b"x" * 50000)
    received = 0
    while received < 50000:
        received += len(client.recv(10000))
    print(received)
server.join()
listener.close()

here, there = socket.socketpair()


def fill():
    there.sendall(bytes(1000000))
    there.close()


filler = threading.Thread(target=fill)
filler.start()
received = 0
while data := here.recv(10000):
    received += len(data)
filler.join()
here.close()
print(received)


async def work():
    loop = asyncio.get_running_loop()
    squares = [loop.run_in_executor(None, lambda i=i: i * i) for i in range(5)]
    print(await asyncio.gather(*squares, asyncio.to_thread(sum, [1, 2])))
    done = asyncio.Event()
    threading.Timer(0.01, loop.call_soon_threadsafe, [done.set]).start()
    print(await asyncio.wait_for(done.wait(), 10))


asyncio.run(work())
