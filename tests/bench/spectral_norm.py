"""Floats, calls and generator expressions: the norm of an endless matrix."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 300


def cell(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    return [sum(cell(i, j) * x for j, x in enumerate(vector)) for i in range(len(vector))]


def times_transposed(vector):
    return [sum(cell(j, i) * x for j, x in enumerate(vector)) for i in range(len(vector))]


u = [1.0] * SIZE
for _ in range(10):
    v = times_transposed(times(u))
    u = times_transposed(times(v))
print(round((sum(a * b for a, b in zip(u, v)) / sum(b * b for b in v)) ** 0.5, 9))
