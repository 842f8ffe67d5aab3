# Clocks: nothing that depends on the hour, only what must hold of any clock.
import time

for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    clock, exact = getattr(time, name), getattr(time, name + "_ns")
    info = time.get_clock_info(name)
    first, second, ns = clock(), clock(), exact()
    print(name, type(first).__name__, type(ns).__name__, info.monotonic, info.adjustable, info.resolution)
    if info.monotonic:
        print("   never back:", first <= second, ns // 10 ** 9 >= int(first))
start = time.monotonic()
time.sleep(0.01)
print(time.monotonic() - start >= 0.01, time.sleep(0))
print(time.clock_gettime(time.CLOCK_REALTIME) > 1_600_000_000, time.clock_getres(time.CLOCK_MONOTONIC) <= 1e-3)


class Stopwatch:
    """Counts with whatever clock it is given."""

    def __init__(self, clock):
        self.clock, self.total, self.started = clock, 0, None

    def __enter__(self):
        self.started = self.clock()
        return self

    def __exit__(self, *exc):
        self.total += self.clock() - self.started


ticks = iter(range(0, 100, 7))
watch = Stopwatch(lambda: next(ticks))
for _ in range(3):
    with watch:
        pass
print(watch.total)
for call in (lambda: time.sleep(-1), lambda: time.sleep("1"), lambda: time.sleep(float("nan")), lambda: time.sleep(1e300),
             lambda: time.get_clock_info("sundial"), lambda: time.clock_gettime("x"), lambda: time.time(1)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
