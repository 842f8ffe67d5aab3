class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


def chain(length):
    node = None
    for i in range(length):
        node = Node(i, node)
    return node


total = 0
for _ in range(20):
    node = chain(10000)
    while node is not None:
        total += node.value
        node = node.next
print(total)
