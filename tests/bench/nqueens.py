"""Recursion and lists: ways to place queens that leave each other alone."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 12


def place(row, size, columns, rising, falling):
    if row == size:
        return 1
    count = 0
    for column in range(size):
        up, down = row + column, row - column + size
        if columns[column] or rising[up] or falling[down]:
            continue
        columns[column] = rising[up] = falling[down] = True
        count += place(row + 1, size, columns, rising, falling)
        columns[column] = rising[up] = falling[down] = False
    return count


for size in range(1, SIZE + 1):
    print(size, place(0, size, [False] * size, [False] * 2 * size, [False] * (2 * size + 1)))
