"""A linked list of so many nodes, then twenty walks over its first fifty: what a step costs must not
depend on how much there is in the heap."""
import sys


class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


head = None
for i in range(int(sys.argv[1]) if len(sys.argv) > 1 else 100):
    head = Node(i, head)
total = 0
for walk in range(20):
    node = head
    for i in range(50):
        total += node.value
        node = node.next
print(total)
