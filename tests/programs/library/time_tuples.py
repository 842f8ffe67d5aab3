# struct_time: fields, hidden ones, comparison, and what functions make of it.
import time

t = time.gmtime(1_700_000_000)
print(t, len(t), t.tm_zone, t.tm_gmtoff, t[0], t[-1], t == tuple(t), hash(t) == hash(tuple(t)))
print(time.asctime(t), time.strftime("%Y-%m-%d %H:%M:%S %j %U %w %a %b %p %I %%", t))
print(time.struct_time((2024, 2, 29, 1, 2, 3, 3, 60, 0)), time.struct_time(range(11)).tm_gmtoff)
print(time.gmtime(0)[:6], time.gmtime(-1)[:6], time.gmtime(1.9)[:6], time.gmtime(2 ** 33)[:6])
print(sorted([time.gmtime(5), time.gmtime(3), time.gmtime(4)])[0].tm_sec, time.gmtime(3) < time.gmtime(5))
year, month, day, *rest = t
print(year, month, day, rest, t.n_fields, t.n_sequence_fields, t.n_unnamed_fields)
match t:
    case time.struct_time(tm_year=2023, tm_mon=month):
        print("in 2023, month", month)


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: time.struct_time((1, 2)))
attempt(lambda: time.struct_time(5))
attempt(lambda: time.asctime((2024, 13, 1, 0, 0, 0, 0, 1, 0)))
attempt(lambda: time.asctime((2024, 1, 1)))
attempt(lambda: time.strftime("%Y", (2024, 1, 32, 0, 0, 0, 0, 1, 0)))
attempt(lambda: time.strftime(1))
attempt(lambda: time.gmtime("x"))
attempt(lambda: time.gmtime(float("nan")))
attempt(lambda: time.gmtime(1e300))
attempt(lambda: time.gmtime(1, 2))
attempt(lambda: setattr(t, "tm_year", 1))
