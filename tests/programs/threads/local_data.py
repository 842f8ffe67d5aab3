# threading.local: a namespace for each thread.
import gc
import threading
import weakref


class Marked:
    pass


class Local(threading.local):
    shared = []
    __slots__ = ("everywhere",)

    def __init__(self, start):
        self.shared.append(start)
        self.value = start

    @property
    def double(self):
        return self.value * 2


local, plain, results = Local(5), threading.local(), []
plain.x = "main"


def use(number):
    before = hasattr(plain, "x"), local.value
    plain.x = number
    local.value += number
    plain.marked = Marked()
    references.append(weakref.ref(plain.marked))
    results.append((before, plain.x, local.double, sorted(plain.__dict__)))


references = []
for i in range(3):
    thread = threading.Thread(target=use, args=(i,))
    thread.start()
    thread.join()
print(results, plain.x, local.value, Local.shared, plain.__dict__)
print([reference() for reference in references])
for wrong in (lambda: threading.local(1), lambda: setattr(plain, "__dict__", {}), lambda: delattr(plain, "__dict__"), lambda: plain.y):
    try:
        wrong()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)

# One in a cycle with what it holds dies with it.
cycle = threading.local()
cycle.marked = Marked()
cycle.marked.local = cycle
reference = weakref.ref(cycle.marked)
del cycle
gc.collect()
print(reference())


class Fails(threading.local):
    def __init__(self):
        if threading.current_thread() is not threading.main_thread():
            raise ValueError("not here")


fails = Fails()


def try_it():
    for _ in range(2):
        try:
            fails.x = 1
        except ValueError as error:
            print(error)


thread = threading.Thread(target=try_it)
thread.start()
thread.join()
