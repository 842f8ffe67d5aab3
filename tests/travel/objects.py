# A heap in motion: cycles and their collection, finalizers, weak references, growing and shrinking containers, sorting.
import gc
import sys
import weakref


class Node:
    made = freed = 0

    def __init__(self, value, next=None):
        self.value = value
        self.next = next
        Node.made += 1

    def __del__(self):
        Node.freed += 1


class Slim:
    __slots__ = ("left", "right", "__weakref__")

    def __init__(self, left, right):
        self.left, self.right = left, right


def ring(length):
    first = last = Node(0)
    for i in range(1, length):
        last = Node(i, last)
    first.next = last
    return first


def turn(i, kept):
    ring(i % 5 + 1)
    kept[i % 37] = [Slim(i, None) for _ in range(i % 6)]
    seen = weakref.ref(Slim(kept.get(i % 11), i))
    text = "-".join(str(j) for j in range(i % 9))
    table = {(j, text): j for j in range(i % 13)}
    table.update({j: None for j in range(i % 40)})
    for key in list(table)[::2]:
        del table[key]
    names = sorted(table, key=lambda key: str(key), reverse=i % 2 == 1)
    numbers = set(range(i % 50)) ^ {i, i * i, -i}
    if i % 100 == 99:
        gc.collect(i % 3)
    return len(names) + len(numbers) + (seen() is None)


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 50
kept = {}
total = 0
for i in range(turns):
    total += turn(i, kept)
print(total, Node.made)
