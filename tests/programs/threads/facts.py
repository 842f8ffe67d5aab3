# What threads are told of themselves and each other.
import _thread
import contextvars
import sys
import threading

main = threading.main_thread()
print(main.name, main is threading.current_thread(), main.ident == threading.get_ident(), threading.active_count())
print(threading.TIMEOUT_MAX > 1e9, threading.stack_size(), threading.stack_size(1 << 20), threading.stack_size(0))
for size in (-1, 1000):
    try:
        threading.stack_size(size)
    except ValueError as error:
        print(error)

idents, gate = set(), threading.Event()


def tell():
    idents.add((threading.get_ident(), threading.get_native_id(), threading.current_thread().name))
    gate.wait()


threads = [threading.Thread(target=tell, name=f"T{i}") for i in range(3)]
for thread in threads:
    thread.start()
print(sorted(name for _, _, name in idents), len({ident for ident, _, _ in idents} | {main.ident}))
print(threading.active_count(), _thread._count(), [thread.name for thread in threading.enumerate()])
frames = sys._current_frames()
print(len(frames), frames[main.ident] is sys._getframe(), frames[threads[0].ident].f_code.co_name)
print(sorted(str(v[0]) for v in sys._current_exceptions().values()))
gate.set()
for thread in threads:
    thread.join()
print(len(sys._current_frames()), _thread._count())

# Recursion, handled exceptions, contexts and tracers are each thread's own.
variable = contextvars.ContextVar("variable", default="unset")
variable.set("main")


def deep(n):
    return n if n == 0 else deep(n - 1)


def own():
    print(variable.get(), sys.exc_info(), sys.gettrace())
    variable.set("thread")
    print(deep(900))
    try:
        deep(10000)
    except RecursionError as error:
        print(type(error).__name__)


def tracer(frame, event, argument):
    if frame.f_code.co_name in ("own", "deep"):
        traced.append(frame.f_code.co_name)


traced = []
sys.settrace(tracer)
try:
    raise ValueError
except ValueError:
    thread = threading.Thread(target=own)
    thread.start()
    thread.join()
    print(sys.exc_info()[0].__name__, variable.get())
sys.settrace(None)
print(traced)
threading.settrace(tracer)
thread = threading.Thread(target=deep, args=(2,))
thread.start()
thread.join()
threading.settrace(None)
print(traced, sys.gettrace())

# The interval is kept, and short turns change nothing but the order.
print(sys.getswitchinterval())
sys.setswitchinterval(1e-6)
counts = [0, 0, 0]


def count(which):
    for _ in range(1000):
        counts[which] += abs(-1)


threads = [threading.Thread(target=count, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counts)


def generate():
    yield from range(3)


values = []
shared = generate()


def take():
    for value in shared:
        values.append(value)


threads = [threading.Thread(target=take) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(values)
for arguments in ((1, ()), (print, 1), (print, (), 1)):
    try:
        _thread.start_new_thread(*arguments)
    except TypeError as error:
        print(error)
