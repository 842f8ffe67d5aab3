# Programs that work against datetime, csv and json from within: nothing may break, errors are CPython's.
import csv
import datetime
import json


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Shrink(datetime.datetime):
    """Once it is an instance, the class makes something else."""

    broken = False

    def __new__(cls, *args, **kwargs):
        return "no moment" if cls.broken else super().__new__(cls, *args, **kwargs)


moment = Shrink(2024, 1, 2, tzinfo=datetime.timezone.utc)
Shrink.broken = True
day = datetime.timedelta(1)
attempt(lambda: moment + day)
attempt(lambda: moment.replace(day=5).day)
attempt(lambda: Shrink.fromisoformat("2024-01-01"))
attempt(lambda: hash(moment) == hash(moment.replace(fold=1)))
attempt(lambda: moment == datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone.utc))


class Endless(datetime.tzinfo):
    def utcoffset(self, dt):
        return dt.utcoffset()


attempt(lambda: datetime.datetime(2024, 1, 1, tzinfo=Endless()).utcoffset())
attempt(lambda: datetime.timedelta(type("Long", (int,), {"__mul__": lambda a, b: "x", "__rmul__": lambda a, b: "x"})(3)))
attempt(lambda: datetime.timedelta(1) * type("Ratio", (float,), {"as_integer_ratio": lambda self: (1, 0)})(2.0))
attempt(lambda: datetime.timedelta(1) * type("Ratio", (float,), {"as_integer_ratio": lambda self: 5})(2.0))
attempt(lambda: datetime.datetime(2024, 1, 1).strftime("%Y\0%m"))
attempt(lambda: datetime.date(b"\0\0\x01\0").isoformat())
attempt(lambda: datetime.date(b"\xff\xff\x0c\xff").toordinal())
attempt(lambda: datetime.datetime(b"\0\0\x01\0\xff\xff\xff\xff\xff\xff").isoformat())
attempt(lambda: datetime.datetime(b"\xff\xff\x0c\xff\xff\xff\xff\xff\xff\xff") + day)


class Greedy:
    """Lines that ask the reader for rows themselves."""

    def __init__(self):
        self.left = 3

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        rows.extend(self.reader)
        return "a,b"


rows, lines = [], Greedy()
lines.reader = csv.reader(lines)
rows.extend(lines.reader)
print(rows)


class Writes:
    def write(self, text):
        return text


class Rewrites:
    def __str__(self):
        return writer.writerow([1, 2]).strip()


writer = csv.writer(Writes())
print(repr(writer.writerow(["a"] * 3)), isinstance(writer.writerow(["x", Rewrites(), "y"]), str))

growing = [1, 2, object()]


def grow(value):
    if len(growing) < 6:
        growing.append(object())
    return len(growing)


print(json.dumps(growing, default=grow))
attempt(lambda: json.dumps(object(), default=lambda value: value))
attempt(lambda: json.dumps(object(), default=lambda value: object(), check_circular=False))
attempt(lambda: json.dumps(type("Pairs", (dict,), {"items": lambda self: [1]})(a=1)))
attempt(lambda: json.dumps(type("Pairs", (dict,), {"items": lambda self: 5})(a=1)))
attempt(lambda: json.loads("[1, [2", parse_int=lambda text: 1 / 0))
attempt(lambda: json.decoder.scanstring("abc", 10))
attempt(lambda: json.decoder.scanstring("abc", -1))
attempt(lambda: json.scanner.make_scanner(json.JSONDecoder())("[]", -1))
attempt(lambda: json.scanner.make_scanner(5))
