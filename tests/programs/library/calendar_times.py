# Between tuples and seconds: timegm, and a year's fixed and movable feasts.
import calendar
import time
from datetime import date, timedelta

for seconds in (0, 951827696, 1_700_000_000, -86400, 4102444800):
    there = time.gmtime(seconds)
    print(seconds, there[:6], there.tm_yday, calendar.timegm(there) == seconds)


def easter(year):
    """The anonymous Gregorian algorithm."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


for year in range(2023, 2030):
    sunday = easter(year)
    advent = date(year, 12, 25) - timedelta(date(year, 12, 25).isoweekday() + 21)
    print(year, sunday, sunday + timedelta(49), advent, calendar.day_name[date(year, 12, 25).weekday()], sunday.isocalendar().week)
workdays = sum(1 for month in range(1, 13) for day in calendar.Calendar().itermonthdates(2024, month) if day.month == month and day.weekday() < 5)
print(workdays, sum(calendar.mdays), calendar.mdays, calendar.EPOCH)
