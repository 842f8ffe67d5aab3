# Leap years, weekdays, and a whole year printed.
import calendar
from datetime import date

print([year for year in range(1890, 1921) if calendar.isleap(year)], calendar.leapdays(1900, 2000))
print(calendar.weekday(2024, 2, 29), calendar.day_name[calendar.weekday(1, 1, 1)], calendar.monthrange(2024, 2), calendar.monthrange(2023, 2))
print(list(calendar.day_abbr), list(calendar.month_name)[1:], calendar.month_abbr[12])
print(calendar.calendar(2024, w=2, l=1, c=4, m=4))
fridays = [f"{year}-{month:02}" for year in range(2023, 2027) for month in range(1, 13) if calendar.weekday(year, month, 13) == calendar.FRIDAY]
print("Friday the 13th:", fridays)
# The last Sunday of each month, as meetings are planned.
for month in range(1, 13):
    day = max(week[calendar.SUNDAY] for week in calendar.monthcalendar(2025, month))
    print(date(2025, month, day).strftime("%d %b"), end=" " if month % 6 else "\n")
for call in (lambda: calendar.monthrange(2024, 13), lambda: calendar.setfirstweekday(7), lambda: calendar.weekday(2024, 2, 30)):
    try:
        call()
    except ValueError as error:
        print(type(error).__name__, error)
