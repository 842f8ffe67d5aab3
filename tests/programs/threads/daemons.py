# A program does not wait for daemons, and nothing of theirs runs when it ends.
import atexit
import threading
import time


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("died:", self.name)


def sleeper():
    held = Loud("never heard")
    try:
        time.sleep(1000)
    finally:
        print("never")


def spinner():
    while True:
        try:
            while True:
                pass
        finally:
            print("never")


def blocked():
    with lock:
        print("never")


def generator():
    try:
        yield 1
    finally:
        print("never")


def deep(n):
    if n:
        return [deep(n - 1)]
    for _ in generator():
        time.sleep(1000)


lock = threading.Lock()
lock.acquire()
atexit.register(print, "at exit")
for target, arguments in ((sleeper, ()), (spinner, ()), (blocked, ()), (deep, (50,)), (map, (time.sleep, [1000]))):
    threading.Thread(target=target, args=arguments, daemon=True).start()
time.sleep(0.01)


def last():
    time.sleep(0.02)
    print("no daemon")


threading.Thread(target=last).start()
print("end")
