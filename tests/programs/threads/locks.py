# Locks, with and without waiting, and who may release them.
import threading
import time

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
threading.Thread(target=lock.release).start()
print(lock.acquire(timeout=10), repr(lock)[:8])
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
for wrong in ((False, 1), (True, -2)):
    try:
        lock.acquire(*wrong)
    except ValueError as error:
        print(error)

# Each thread does its part as a whole though it lets the others run in between.
written = []


def write(name):
    for i in range(3):
        with lock:
            written.append((name, i, "begin"))
            time.sleep(0)
            written.append((name, i, "end"))


threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(all(written[i][:2] == written[i + 1][:2] for i in range(0, len(written), 2)), len(written))

# An RLock is its owner's.
mine = threading.RLock()
with mine:
    with mine:
        refused = []

        def other():
            refused.append(mine.acquire(False))
            try:
                mine.release()
            except RuntimeError as error:
                refused.append(str(error))

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        print(refused, mine._is_owned())
print(mine._is_owned())
state = None
mine.acquire()
mine.acquire()
state = mine._release_save()
print(mine._is_owned(), state[0], state[1] == threading.get_ident())
mine._acquire_restore(state)
mine.release()
mine.release()
print(mine._is_owned())

# Whoever waits is not passed over for ever.
served = []
stop = False


def greedy():
    while not stop:
        with lock:
            pass


def modest():
    for i in range(5):
        with lock:
            served.append(i)


greedy_thread, modest_thread = threading.Thread(target=greedy), threading.Thread(target=modest)
greedy_thread.start()
modest_thread.start()
modest_thread.join()
stop = True
greedy_thread.join()
print(served)

# Two at a time, and always two: each waits inside for another.
semaphore, pair, most, inside = threading.BoundedSemaphore(2), threading.Barrier(2), 0, 0


def use():
    global most, inside
    with semaphore:
        inside += 1
        most = max(most, inside)
        pair.wait()
        inside -= 1


threads = [threading.Thread(target=use) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(most, inside)
