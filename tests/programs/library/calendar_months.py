# Months as text and as lists of weeks.
import calendar

print(calendar.month(2024, 2))
calendar.prmonth(2023, 10, w=3)
print(calendar.TextCalendar(firstweekday=6).formatmonth(1999, 12))
for week in calendar.monthcalendar(2024, 9):
    print(week)
plan = calendar.Calendar(firstweekday=calendar.SUNDAY)
print(list(plan.iterweekdays()), [day for day in plan.itermonthdays(2024, 2) if day][-1])
print([(day, weekday) for day, weekday in plan.itermonthdays2(2021, 2)][:8])
print([str(day) for day in plan.itermonthdates(2021, 2)][-3:])
print(plan.monthdays2calendar(2026, 2)[0])
print(list(plan.itermonthdays3(2020, 1))[:2], list(plan.itermonthdays4(2020, 1))[-1])
