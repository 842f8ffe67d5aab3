# A register of people: ages, next birthdays, and the weekday each was born on.
from datetime import date, timedelta

people = {"Ada": date(1815, 12, 10), "Grace": date(1906, 12, 9), "Leap": date(2000, 2, 29), "Zoe": date(1999, 7, 14)}
today = date(2024, 2, 28)


def birthday(born, year):
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age(born):
    return today.year - born.year - (birthday(born, today.year) > today)


for name, born in sorted(people.items(), key=lambda item: item[1]):
    following = birthday(born, today.year)
    if following < today:
        following = birthday(born, today.year + 1)
    print(f"{name:6}{born:%a %d %b %Y} age {age(born):3} next in {(following - today).days} days, on a {following:%A}")

week = timedelta(weeks=1)
monday = today - timedelta(today.weekday())
print([str(monday + timedelta(n)) for n in range(7)])
print(today.isocalendar(), today.isocalendar().week, tuple(today.isocalendar()))
print(date.fromisocalendar(2024, 9, 3) == today, today.toordinal(), date.fromordinal(738944))
print(today.timetuple())
print(today.ctime(), today.isoformat(), repr(today), format(today, ""), f"{today:%j %U %W %%}")
print(max(people.values()), min(people.values()), sorted([today, today - week, today + week])[0])
print(date.min, date.max, date.resolution, (date.max - date.min).days)
try:
    today + timedelta(days=3000000)
except OverflowError as error:
    print(error)
for bad in ((2023, 2, 29), (0, 1, 1), (2024, 13, 1), (10000, 1, 1), ("2024", 1, 1), (2024,), (2024, 1, 1, 1)):
    try:
        date(*bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
