# Reading and writing moments: ISO 8601, strftime, strptime, pickles, subclasses.
import copy
import pickle
from datetime import date, datetime, time, timedelta, timezone

for text in ("2024-03-05", "20240305", "2024-W10-2", "2024W102", "2024W10", "2024-03-05T06:07", "2024-03-05 060708.9",
             "20240305T060708,123456789Z", "2024-03-05T06:07:08+05:30", "2024-W10-2T24", "2024-3-5", "2024-03-05T", "2024-03-05T06:7",
             "2024-03-05T06:07:08-00:00:30.5", "2024-03-05é06:07", "2024-02-30"):
    try:
        print(text, "->", repr(datetime.fromisoformat(text)))
    except ValueError as error:
        print(error)
print([repr(time.fromisoformat(text)) for text in ("04", "T0405", "04:05:06.78", "04:05:06+01:00")])
print([date.fromisoformat(text).isoformat() for text in ("20240229", "2020-W53-7", "2024W01")])

moment = datetime(2024, 3, 5, 6, 7, 8, 90123)
print(moment, moment.isoformat("_"), [moment.isoformat(timespec=spec) for spec in ("hours", "minutes", "seconds", "milliseconds", "microseconds")])
print(moment.strftime("%d/%m/%y %I:%M %p %f %j %H%%"), f"{moment:%A, %B %d}", f"{moment.time():%H-%M-%S.%f}", moment.ctime())
print(datetime.strptime("5 Mar 2024 06:07:08.5 +0230", "%d %b %Y %H:%M:%S.%f %z"))
print(repr(moment.date()), repr(moment.time()), datetime.combine(date(2024, 1, 2), time(3, 4, fold=1)), moment.replace(year=1, microsecond=0))
print(repr(time(5, 6, tzinfo=timezone.utc, fold=1)), repr(datetime(2024, 1, 1, fold=1)), time.min, time.max, datetime.min, datetime.max)


class Day(date):
    def __new__(cls, year, month, day, note=""):
        self = super().__new__(cls, year, month, day)
        self.note = note
        return self

    def __str__(self):
        return f"{self.isoformat()} ({self.note})"


day = Day(2024, 3, 5, "market")
print(day, repr(day), day + timedelta(1), type(day + timedelta(1)).__name__, type(day.replace(day=1)).__name__, day == date(2024, 3, 5))
print(Day.fromordinal(1), Day.fromisoformat("2024-01-01"), {date(2024, 3, 5): "found"}[day])

aware = moment.replace(tzinfo=timezone(timedelta(hours=-3), "here"), fold=1)
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    back = pickle.loads(pickle.dumps((moment, aware, time(1, 2), date(3, 4, 5), timedelta(1, 2, 3)), protocol))
    print(protocol, back[0] == moment, back[1].fold, back[1].tzinfo, back[2:])
print(copy.deepcopy(aware) == aware, aware.__reduce__(), aware.__reduce_ex__(4), moment.isocalendar().__reduce__())
print(datetime(b"\x07\xe8\x03\x05\x06\x07\x08\x00\x00\x05"), date("\x07\xe8\x03\x05"), time(b"\x81\x00\x00\x00\x00\x00").fold)


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: date("\u1234\u1234\x03\x05"))
attempt(lambda: datetime(b"\x07\xe8\x03\x05\x06\x07\x08\x00\x00\x05", 1))
attempt(lambda: moment.isoformat("--"))
attempt(lambda: moment.isoformat(timespec="days"))
attempt(lambda: moment.strftime(1))
attempt(lambda: datetime.strptime("x", "%Y"))
attempt(lambda: moment < date(2024, 1, 1))
attempt(lambda: moment == date(2024, 3, 5))
attempt(lambda: moment.replace(fold=2))
attempt(lambda: datetime.combine(1, 2))
attempt(lambda: time(24))
attempt(lambda: time(1, 2, 3, 4, None, 1))
attempt(lambda: moment + moment)
attempt(lambda: setattr(moment, "year", 1))
attempt(lambda: date.fromisocalendar(2024, 54, 1))
attempt(lambda: date.fromisocalendar(2024, 10**20, 1))
