# What writers quote and escape, and whatever has a write() as their file.
import csv
import sys


class Lines(list):
    def write(self, text):
        self.append(text)
        return len(text)


class Loud:
    def __str__(self):
        return "loud, very"


row = ["plain", "com,ma", 'quo"te', "li\nne", "", None, 1, -2.5, True, Loud(), 3j, "esc\\ape", "ü"]
for options in ({}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"doublequote": False, "escapechar": "\\"},
                {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"delimiter": ";", "quotechar": "ü", "lineterminator": "$"}):
    lines = Lines()
    print(options, csv.writer(lines, **options).writerow(row), lines)
lines = Lines()
writer = csv.writer(lines)
writer.writerows([[], [""], [None], ["", ""], "abc", range(3), {"k": 1}, (word.upper() for word in ("x", "y"))])
print(lines)
writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow(["to", "standard", "output"])


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: writer.writerow(5))
attempt(lambda: writer.writerows([["ok"], 5]))
attempt(lambda: writer.writerows(5))
attempt(lambda: csv.writer(lines, quoting=csv.QUOTE_NONE).writerow(["a,b"]))
attempt(lambda: csv.writer(lines, quoting=csv.QUOTE_NONE).writerow([""]))
attempt(lambda: csv.writer(lines, doublequote=False).writerow(['"']))
attempt(lambda: writer.writerow([1 / n for n in (1, 0)]))
attempt(lambda: writer.writerow(1 / n for n in (1, 0)))
