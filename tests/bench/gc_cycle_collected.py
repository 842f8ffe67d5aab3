"""Collecting one cycle of very many objects, and looking in vain at as many that live."""
import gc
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


class Node:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


gc.disable()
first = head = Node(None)
for _ in range(SIZE - 1):
    head = Node(head)
first.next = head
found = [gc.collect() for _ in range(4)]
del first, head
print(found, gc.collect())
