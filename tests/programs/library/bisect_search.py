# Searching in sorted lists.
import bisect

numbers = [1, 3, 3, 5, 8]
for x in 0, 3, 4, 9:
    print(x, bisect.bisect_left(numbers, x), bisect.bisect(numbers, x), bisect.bisect_right(numbers, x, 1, 3))
bisect.insort(numbers, 4)
bisect.insort_left(numbers, 3.0)
print(numbers)


def grade(score, breakpoints=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(score) for score in (33, 99, 77, 70, 89, 90, 100)])
people = [("ann", 20), ("bob", 30), ("cy", 40)]
print(bisect.bisect_left(people, 30, key=lambda p: p[1]))
bisect.insort(people, ("dee", 35), key=lambda p: p[1])
print(people)
try:
    bisect.bisect([1], 1, lo=-1)
except ValueError as error:
    print(error)
