# Waiting for events and for time.
import threading
import time

event, seen = threading.Event(), []


def wait_for_it(number):
    seen.append((number, event.wait(10)))


threads = [threading.Thread(target=wait_for_it, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
print(event.is_set(), event.wait(0.01), seen)
event.set()
for thread in threads:
    thread.join()
print(sorted(seen))

# Those who sleep wake in the order of time, whoever began first.
order = []


def sleep(seconds):
    time.sleep(seconds)
    order.append(seconds)


threads = [threading.Thread(target=sleep, args=(s,)) for s in (0.12, 0.04, 0.08)]
begun = time.monotonic()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(order, 0.1 < time.monotonic() - begun < 5)

timer = threading.Timer(30, print, ["never"])
timer.start()
timer.cancel()
timer.join()
print(timer.is_alive(), timer.finished.is_set())

# join with a timeout; a thread that has not begun; one that is joined by itself.
thread = threading.Thread(target=time.sleep, args=(0.05,))
try:
    thread.join()
except RuntimeError as error:
    print(error)
thread.start()
try:
    thread.start()
except RuntimeError as error:
    print(error)
thread.join(0.001)
print(thread.is_alive())
thread.join()
print(thread.is_alive())
try:
    threading.current_thread().join()
except RuntimeError as error:
    print(error)

# A thread that never waits does not keep the others from running.
flag = False


def spin():
    while not flag:
        pass
    order.append("spun")


def end_it():
    global flag
    time.sleep(0.01)
    flag = True


order = []
threads = [threading.Thread(target=f) for f in (spin, spin, end_it)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(order)
