# Assignments, slices, starred expressions, annotations, global names.
a, b = b, a = 1, 2
print(a, b)
first, *middle, last = range(6)
print(first, middle, last)
items = [0, 1, 2, 3, 4, 5]
items[1:3] = ["x"]
items[-1] += 10
del items[0]
print(items, items[::-1], items[1:], items[:-1:2])
print([*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*(), 1))
total: int = 5
print(__annotations__)


def count():
    global total
    total += 1
    local: str = "unused"
    return total


print(count(), total)
x = y = []
x.append(1)
print(x is y, y)
nested = [[0] * 2 for _ in range(2)]
nested[0][1] = 7
print(nested)
