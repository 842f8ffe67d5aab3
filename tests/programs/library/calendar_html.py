# The same calendar as a table for a page, with marked days in a subclass.
import calendar


class Marked(calendar.HTMLCalendar):
    def __init__(self, marks):
        super().__init__(calendar.MONDAY)
        self.marks = marks

    def formatday(self, day, weekday):
        text = super().formatday(day, weekday)
        return text.replace(">", " title='%s'>" % self.marks[day], 1) if day in self.marks else text


page = Marked({5: "market", 24: "eve"})
print(page.formatmonth(2024, 12))
print(page.formatweekheader())
print(page.formatyear(2024, width=6)[:300])
print(calendar.HTMLCalendar().formatyearpage(1970, width=1, css=None)[:120])
print(len(page.formatyear(2023)), page.cssclasses, page.formatmonthname(2024, 1, withyear=False))
