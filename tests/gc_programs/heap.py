"""A list of nodes, a shared value, a closure and a generator, to be drawn by viv gc --dot."""


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class Slotted:
    __slots__ = ("left", "right")


def counter(step):
    total = []

    def count():
        total.append(step)
        return len(total)
    return count


def walk(node):
    while node:
        yield node.value
        node = node.next


first = Node("last \"quoted\" \\ \x1b[2J")
head = Node(1, Node(2, first))
first.ring = head
slotted = Slotted()
slotted.left = slotted.right = head
steps = walk(head)
next(steps)
everything = {"nodes": [head, first], (1, 2): slotted, "count": counter(3), "steps": steps, "class": Node,
              "bound": head.__init__}
many = [[i] for i in range(1000)]
print("not in the drawing")
