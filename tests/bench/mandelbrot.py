"""Floats in a tight loop: points that stay in the set."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 500


def escapes(a, b):
    x = y = 0.0
    for step in range(50):
        x, y = x * x - y * y + a, 2.0 * x * y + b
        if x * x + y * y > 4.0:
            return step
    return 50


total = 0
for row in range(SIZE):
    for column in range(SIZE):
        total += escapes(3.0 * column / SIZE - 2.0, 2.0 * row / SIZE - 1.0)
print(total)
