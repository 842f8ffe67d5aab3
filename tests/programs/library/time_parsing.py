# strptime, and a log whose lines are sorted and measured.
import time

log = """\
2024-03-05 06:07:08 start
2024-03-05 06:07:31 compile
2024-03-04 23:59:59 boot
2024-03-05 07:00:00 done
"""


def seconds(text):
    return time.mktime(time.strptime(text, "%Y-%m-%d %H:%M:%S")) - time.mktime(time.strptime("2024-03-01", "%Y-%m-%d"))


events = sorted((seconds(line[:19]), line[20:]) for line in log.splitlines())
for (before, name), (after, following) in zip(events, events[1:]):
    print(f"{name:8} -> {following:8} {after - before:8.0f} s")
for text, form in (("5 Mar 24", "%d %b %y"), ("Tuesday 5 March 1968", "%A %d %B %Y"), ("065 2024", "%j %Y"), ("12:30 PM", "%I:%M %p"),
                   ("2024 10 2", "%G %V %u"), ("23:59:61", "%H:%M:%S"), ("2024-03-05T06:07+0130", "%Y-%m-%dT%H:%M%z"), ("Mon 01 2024", "%a %U %Y"),
                   ("31/02/2024", "%d/%m/%Y"), ("", "%Y"), ("2024 x", "%Y"), ("2024", "%Q"), ("2024", "%Y%"), ("24", "%y"), ("69", "%y")):
    try:
        read = time.strptime(text, form)
        print(repr(text), form, tuple(read), read.tm_gmtoff)
    except ValueError as error:
        print(repr(text), form, error)
print(time.strptime("Tue Mar  5 06:07:08 2024")[:6])
