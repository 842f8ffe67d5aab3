class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value = value
        self.next = next


head = None
for n in range(3):
    head = Node(n, head)
node = head
total = 0
while node is not None:
    total += node.value
    node = node.next
print(total)
assert total == 3, "wrong"
head.next.next = head
del head, node
