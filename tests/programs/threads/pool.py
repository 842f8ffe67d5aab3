# Executors: results, exceptions and cancelled work.
import concurrent.futures
import threading
import time
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(3, thread_name_prefix="pool") as pool:
    print(list(pool.map(lambda x: x * x, range(8))))
    futures = [pool.submit(divmod, 7, n) for n in (1, 0, 2)]
    for future in futures:
        error = future.exception()
        print(repr(error) if error else future.result())
    slow = pool.submit(time.sleep, 0.01)
    print(concurrent.futures.wait([slow]).done == {slow}, slow.done())
    names = {pool.submit(lambda: threading.current_thread().name).result() for _ in range(5)}
    print(all(name.startswith("pool_") for name in names))
try:
    pool.submit(print)
except RuntimeError as error:
    print(error)

gate = threading.Event()
with ThreadPoolExecutor(1) as pool:
    first, second = pool.submit(gate.wait), pool.submit(print, "never")
    print(second.cancel(), second.cancelled())
    try:
        first.result(timeout=0.01)
    except concurrent.futures.TimeoutError:
        print("not yet")
    gate.set()
    print(first.result())
seen = []
with ThreadPoolExecutor(2, initializer=seen.append, initargs=("begun",)) as pool:
    future = pool.submit(sum, [1, 2, 3])
    future.add_done_callback(lambda f: seen.append(f.result()))
print(seen)
print([f.result() for f in concurrent.futures.as_completed([future])])
