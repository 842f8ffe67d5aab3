# Producers and consumers, with queues of all kinds.
import queue
import threading

todo, done = queue.Queue(maxsize=2), queue.SimpleQueue()


def work():
    while (item := todo.get()) is not None:
        done.put(item * item)
        todo.task_done()
    todo.task_done()


workers = [threading.Thread(target=work) for _ in range(3)]
for worker in workers:
    worker.start()
for i in range(10):
    todo.put(i)
for _ in workers:
    todo.put(None)
todo.join()
for worker in workers:
    worker.join()
print(sorted(done.get() for _ in range(done.qsize())), done.empty())
for get in (lambda: done.get(timeout=0.01), done.get_nowait, lambda: done.get(block=False)):
    try:
        get()
    except queue.Empty as error:
        print(type(error).__name__)
try:
    done.get(timeout=-1)
except ValueError as error:
    print(error)
threading.Timer(0.01, done.put, ["late"]).start()
print(done.get(timeout=10))

urgent = queue.PriorityQueue()


def fill():
    for number in (3, 1, 2):
        urgent.put(number)


thread = threading.Thread(target=fill)
thread.start()
thread.join()
print([urgent.get() for _ in range(3)])

last = queue.LifoQueue(1)
last.put(1)
try:
    last.put(2, timeout=0.01)
except queue.Full:
    print("full")

# put() of a SimpleQueue may come from a destructor that runs within put().
class Item:
    def __del__(self):
        done.put("died")


done.put(Item())
done.get()
print(done.get(), done.qsize())


# A condition wakes those who wait.
condition, ready = threading.Condition(), []


def waiter(name):
    with condition:
        condition.wait_for(lambda: name in ready)
        ready.remove(name)
        condition.notify_all()


threads = [threading.Thread(target=waiter, args=(i,)) for i in range(4)]
for thread in threads:
    thread.start()
with condition:
    ready += [2, 0, 3, 1]
    condition.notify_all()
for thread in threads:
    thread.join()
print(ready)
with condition:
    print(condition.wait(0.01))
barrier, order = threading.Barrier(3), []


def meet():
    order.append("before")
    barrier.wait()
    order.append("after")


threads = [threading.Thread(target=meet) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(order)
