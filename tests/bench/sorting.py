"""Sorting: the built-in sort, with and without keys, and three by hand."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 130000


def numbers(size):
    value = 42
    for _ in range(size):
        value = (value * 1103515245 + 12345) % 2147483648
        yield value


def quick(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return (quick([x for x in items if x < pivot]) + [x for x in items if x == pivot]
            + quick([x for x in items if x > pivot]))


def merge(left, right):
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def merge_sort(items):
    half = len(items) // 2
    return merge(merge_sort(items[:half]), merge_sort(items[half:])) if half else items


def insertion(items):
    for i in range(1, len(items)):
        item, j = items[i], i
        while j > 0 and items[j - 1] > item:
            items[j] = items[j - 1]
            j -= 1
        items[j] = item
    return items


data = list(numbers(SIZE))
expected = sorted(data)
print(quick(data) == expected, merge_sort(data) == expected)
print(insertion(data[:SIZE // 40]) == sorted(data[:SIZE // 40]))
print(sorted(data, key=lambda x: -x) == expected[::-1], sorted(map(str, data))[0])
print(max(sorted(data, key=lambda x: (x % 100, x))[:10]), expected[:3])
