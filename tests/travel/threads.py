import _thread

lock, done = _thread.allocate_lock(), _thread.allocate_lock()
total = 0


def numbers(n):
    for i in range(n):
        yield i


def add(name, n):
    global total
    for i in numbers(n):
        with lock:
            total += i
    if name == "second":
        done.release()


done.acquire()
_thread.start_new_thread(add, ("first", 3))
lock.acquire()
_thread.start_new_thread(add, ("second", 3))
lock.release()
done.acquire()
print(total)
