# Aware times: fixed zones, a zone of one's own with summer time, folds, conversions, comparison.
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

HOUR = timedelta(hours=1)


class Central(tzinfo):
    """Summer time from the last Sunday in March to that in October, at 1:00 UTC."""

    def __repr__(self):
        return "Central()"

    @staticmethod
    def last_sunday(year, month):
        day = datetime(year, month, 31)
        return day - timedelta((day.weekday() + 1) % 7)

    def is_summer(self, dt):
        start = self.last_sunday(dt.year, 3).replace(hour=3)
        end = self.last_sunday(dt.year, 10).replace(hour=3)
        naive = dt.replace(tzinfo=None, fold=0)
        if end - HOUR <= naive < end:
            return not dt.fold
        return start <= naive < end

    def utcoffset(self, dt):
        return HOUR + self.dst(dt)

    def dst(self, dt):
        return HOUR if dt is not None and self.is_summer(dt) else timedelta(0)

    def tzname(self, dt):
        return "CEST" if self.dst(dt) else "CET"

    def fromutc(self, dt):
        local = super().fromutc(dt)
        twin = (dt - HOUR)
        return local.replace(fold=1) if super().fromutc(twin).replace(tzinfo=None) == local.replace(tzinfo=None) else local


central = Central()
noon = datetime(2024, 7, 1, 12, tzinfo=central)
print(noon, repr(noon), noon.tzname(), noon.dst(), noon.astimezone(UTC), noon.utctimetuple())
print(noon.strftime("%Y-%m-%d %H:%M %Z %z"), noon.timetuple().tm_isdst, noon.timestamp())
night = datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
for n in range(3):
    there = (night + n * HOUR).astimezone(central)
    print(there, there.fold, there.tzname(), there.astimezone(UTC))
late = datetime(2024, 10, 27, 2, 30, tzinfo=central, fold=1)
print(late == late.replace(fold=0), late == late.astimezone(UTC), late - late.replace(fold=0), hash(late) == hash(late.replace(fold=0)))

tokyo, new_york = timezone(timedelta(hours=9), "Tokyo"), timezone(-timedelta(hours=4, minutes=30))
meeting = datetime(2024, 3, 5, 23, 15, tzinfo=new_york)
print(meeting.astimezone(tokyo), meeting.astimezone(tokyo).tzname(), meeting.tzname(), repr(tokyo), repr(new_york))
print(meeting == meeting.astimezone(tokyo), hash(meeting) == hash(meeting.astimezone(tokyo)), meeting - meeting.astimezone(UTC))
print(timezone.utc, repr(UTC), timezone.min, timezone.max, timezone(timedelta(0)) is UTC, UTC == timezone(timedelta(0), "Z"))
print(time(12, tzinfo=tokyo), time(12, tzinfo=tokyo) < time(12, tzinfo=UTC), time(1, tzinfo=UTC) == time(10, tzinfo=tokyo))
print(datetime.fromtimestamp(1_700_000_000.123456, tokyo), datetime.utcfromtimestamp(-1.5), datetime.fromtimestamp(0, UTC))


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: noon < datetime(2024, 7, 1))
attempt(lambda: noon == datetime(2024, 7, 1))
attempt(lambda: noon - datetime(2024, 7, 1))
attempt(lambda: timezone(timedelta(hours=24)))
attempt(lambda: timezone("UTC"))
attempt(lambda: UTC.utcoffset(1))
attempt(lambda: tzinfo().utcoffset(None))
attempt(lambda: datetime(2024, 1, 1, tzinfo="UTC"))
attempt(lambda: UTC.fromutc(noon))
attempt(lambda: datetime(2024, 1, 1, tzinfo=type("Odd", (tzinfo,), {"utcoffset": lambda self, dt: 5})()).utcoffset())
del noon, late, there  # a moment is no container: what it holds in a circle would stay


class Asked(tzinfo):
    """Says when it is asked, and for which of the two times."""

    def utcoffset(self, dt):
        print("asked", dt.fold, end=" ")
        return timedelta(hours=2 - dt.fold)


start = datetime(2024, 1, 1, tzinfo=UTC)
first = datetime(2022, 10, 30, 2, 30, tzinfo=Asked())
second = first.replace(fold=1)
for moment in first, second:
    print(moment == first, moment == start, moment < start, moment - start, moment == moment.astimezone(UTC), hash(moment) == hash(first))
del first, second, moment, start
