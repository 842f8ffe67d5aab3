"""Allocation: trees that are made, walked and dropped."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 18


def make(depth):
    return (make(depth - 1), make(depth - 1)) if depth else (None, None)


def count(tree):
    left, right = tree
    return 1 if left is None else 1 + count(left) + count(right)


kept = make(SIZE)
for depth in range(2, SIZE + 1, 3):
    trees = 1 << (SIZE - depth)
    print(depth, trees, sum(count(make(depth)) for _ in range(trees)))
print(count(kept))
