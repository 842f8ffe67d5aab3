"""Singly and doubly linked lists: the first die by their counts, the second by the collector."""
OUT = []
class Cell:
    __slots__ = ("value", "next", "before")

    def __init__(self, value, next=None):
        self.value, self.next, self.before = value, next, None
        if next is not None:
            next.before = self


class Single:
    def __init__(self, value, next):
        self.value = value
        self.next = next


for round in range(8):
    head = None
    for i in range(700):
        head = Cell(i, head)
    single = None
    for i in range(500):
        single = Single(i, single)
    OUT.append((round, head.next.before is head, single.value,))
ring = last = Cell(0)
for i in range(2500):
    ring = Cell(i, ring)
last.next = ring
del ring, last
OUT.append((len([Cell(i) for i in range(1000)]),))
for line in OUT:
    print(*line)
