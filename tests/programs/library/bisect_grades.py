"""Tables looked up by bisection: grades, tax, a sorted list, times of day."""
from bisect import bisect, bisect_left, bisect_right, insort, insort_left


def grade(score, limits=(60, 70, 80, 90), letters='FDCBA'):
    return letters[bisect(limits, score)]


print([(score, grade(score)) for score in (33, 60, 77, 89.5, 90, 100)])


class SortedList:
    def __init__(self, items=(), key=None):
        self.items, self.key = [], key
        for item in items:
            self.add(item)

    def add(self, item):
        insort(self.items, item, key=self.key)

    def __contains__(self, item):
        at = bisect_left(self.items, self.key(item) if self.key else item, key=self.key)
        return at < len(self.items) and self.items[at] == item

    def between(self, low, high):
        return self.items[bisect_left(self.items, low, key=self.key):bisect_right(self.items, high, key=self.key)]


numbers = SortedList([5, 1, 4, 1, 3, 9])
print(numbers.items, 4 in numbers, 7 in numbers, numbers.between(1, 4))
people = SortedList([('Eva', 31), ('Bo', 25), ('Al', 47)], key=lambda person: person[1])
print(people.items, ('Bo', 25) in people, people.between(26, 50))
stamps = [0, 600, 1200, 1800]
print([bisect_right(stamps, t) - 1 for t in (0, 599, 600, 5000)], bisect_left(stamps, 600, 2), bisect_left(stamps, 600, hi=1))
same = [1.0, True, 1]
insort_left(same, 1 + 0j == 1)
print(same)
try:
    bisect([1, 2], 1, lo=-1)
except ValueError as error:
    print(error)
try:
    bisect([1, 'x'], 1)
except TypeError as error:
    print(error)
