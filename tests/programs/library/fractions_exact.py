"""Exact arithmetic: series, continued fractions, Egyptian fractions, a matrix inverse."""
from fractions import Fraction as F
import math


def continued(x):
    terms = []
    while True:
        whole = math.floor(x)
        terms.append(whole)
        if x == whole:
            return terms
        x = 1 / (x - whole)


def egyptian(x):
    parts = []
    while x:
        part = F(1, math.ceil(1 / x))
        parts.append(part)
        x -= part
    return parts


print(sum(F(1, n) for n in range(1, 11)), continued(F(415, 93)), [str(part) for part in egyptian(F(7, 15))])
print(F('3/4') + F('0.125'), F(1.5), F(0.1), F('1e-3'), F(-6, 4), F(3) / 4 * 2, F(7, 3) // 1, F(7, 3) % 1, divmod(F(7, 2), F(2, 3)))
print(F(math.pi).limit_denominator(100), F(math.pi).limit_denominator(1000), F('2.71828').limit_denominator(50))
print(F(1, 3) < 0.34, F(1, 2) == 0.5, F(1, 3) + 0.5, F(1, 3) ** 2, F(4, 9) ** F(1, 2), 2 ** F(-2), hash(F(3, 1)) == hash(3))
print(round(F(7, 2)), round(F(22, 7), 2), math.trunc(F(-7, 2)), math.floor(F(-7, 2)), math.ceil(F(-7, 2)), float(F(1, 3)), int(F(9, 2)))


def inverse(matrix):
    size = len(matrix)
    rows = [[F(value) for value in row] + [F(i == j) for j in range(size)] for i, row in enumerate(matrix)]
    for i in range(size):
        pivot = next(r for r in range(i, size) if rows[r][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(size):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i])]
    return [row[size:] for row in rows]


for row in inverse([[2, 1, 0], [1, 3, 1], [0, 1, 4]]):
    print(*row)
for bad in ("F(1, 0)", "F('x')", "F(1.5, 2)", "F('1/0')", "F(float('nan'))", "F(float('inf'))"):
    try:
        print(eval(bad))
    except (ZeroDivisionError, ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
print(repr(F(1, 3)), F(5, 10).as_integer_ratio(), F.from_float(0.75), F(3, 4).numerator, abs(F(-1, 2)), -F(1, 2), +F(1, 2), bool(F(0)))
