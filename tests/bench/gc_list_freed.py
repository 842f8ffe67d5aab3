"""Freeing a long linked list: each node's death drops the last reference to the next."""
import gc
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


class Node:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


gc.disable()
for _ in range(2):
    head = None
    for _ in range(SIZE):
        head = Node(head)
    del head
    head = None
    for _ in range(SIZE):
        head = [head]
    del head
print("freed")
