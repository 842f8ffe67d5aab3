# Makes nodes, cycles and garbage for about a million instructions.
class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


def work(n):
    head = None
    seen = {}
    total = 0
    for i in range(n):
        node = Node(i, head)
        if i % 7 == 0:
            node.next = node
            head = None
        else:
            head = node
        seen[i % 50] = node
        total += i * i % 13
    return total


for round in range(10):
    x = work(2800)
