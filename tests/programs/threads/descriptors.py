# A thread that waits for a pipe does not stop the one that fills it.
import os
import select
import threading
import time


def write_later(descriptor, data):
    time.sleep(0.01)
    os.write(descriptor, data)


def begin(*arguments):
    thread = threading.Thread(target=write_later, args=arguments)
    thread.start()
    return thread


here, there = os.pipe()
thread = begin(there, b"read")
print(os.read(here, 100))
thread.join()
thread = begin(there, b"select")
print(select.select([here], [], [])[0] == [here], os.read(here, 100))
thread.join()
thread = begin(there, b"poll")
poll = select.poll()
poll.register(here, select.POLLIN)
print(poll.poll(0), poll.poll(10000) == [(here, select.POLLIN)], os.read(here, 100))
thread.join()
print(select.select([here], [], [], 0.01))

# More than a pipe holds.
size, received = 300000, bytearray()


def read_all():
    with open(here, "rb", closefd=False) as file:
        while len(received) < size:
            received.extend(file.read1(5000))
            time.sleep(0)


thread = threading.Thread(target=read_all)
thread.start()
print(os.write(there, bytes(size)))
thread.join()
print(len(received))

# A child that waits for another thread.
child = os.fork()
if child == 0:
    os._exit(len(os.read(here, 100)))
thread = begin(there, b"seven!!")
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
thread.join()

# A fork in a thread: the child has that thread only.
def fork():
    child = os.fork()
    if child == 0:
        alone = threading.active_count() == 1 and threading.main_thread() is threading.current_thread()
        os.write(there, b"alone" if alone else b"others")
        return
    os.waitpid(child, 0)


thread = threading.Thread(target=fork)
thread.start()
thread.join()
print(os.read(here, 100))
os.close(here)
os.close(there)
