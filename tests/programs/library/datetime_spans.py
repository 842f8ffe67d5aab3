# timedelta: units, arithmetic, rounding to even, text, limits.
from datetime import timedelta

flight = timedelta(hours=11, minutes=45)
print(flight, repr(flight), flight.total_seconds(), flight.days, flight.seconds)
print(timedelta(weeks=1, days=2, hours=3, minutes=4, seconds=5, milliseconds=6, microseconds=7))
print(timedelta(microseconds=-1), repr(timedelta(microseconds=-1)), abs(timedelta(microseconds=-1)), -flight, +flight)
print(flight * 3, 3 * flight, flight / 4, flight // 7, flight % timedelta(hours=2), divmod(flight, timedelta(hours=2)))
print(flight / timedelta(minutes=1), flight // timedelta(hours=1), flight * 0.1, flight / 0.3)
print([timedelta(microseconds=n / 2) // timedelta(microseconds=1) for n in range(-5, 6)])
print([str(timedelta(microseconds=n) / 2) for n in (1, 3, 5, -1, -3)])
print(timedelta(days=1.5, seconds=0.1), timedelta(hours=1e-9), timedelta(0.1 + 0.2))
print(sum([timedelta(minutes=50), timedelta(minutes=25)], timedelta()))
print(timedelta(1) > timedelta(hours=23), timedelta(1) == timedelta(hours=24), timedelta(1) == 86400, timedelta(1) != None)
print(len({timedelta(1), timedelta(hours=24), timedelta(seconds=86400)}), bool(timedelta()), bool(flight))
print(timedelta.min, timedelta.max, timedelta.resolution)


class Lap(timedelta):
    def __str__(self):
        return f"lap of {self.total_seconds():.1f} s"


lap = Lap(seconds=83.4)
print(lap, repr(lap), type(lap + lap).__name__, lap * 2)


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: timedelta(days=10**9))
attempt(lambda: timedelta.max * 2)
attempt(lambda: -timedelta.min)
attempt(lambda: timedelta("1"))
attempt(lambda: timedelta(1) + 1)
attempt(lambda: timedelta(1) < 1)
attempt(lambda: timedelta(1) / 0)
attempt(lambda: timedelta(1) // timedelta())
attempt(lambda: timedelta(1) * float("nan"))
attempt(lambda: timedelta(1) * float("inf"))
attempt(lambda: timedelta(years=1))
attempt(lambda: timedelta(1, days=2))
attempt(lambda: timedelta(1).__class__(*range(8)))
