"""print: its first call makes the tuple of its keywords, each call one of its arguments."""


class Node:
    def __init__(self, value):
        self.value = value
        self.me = self

    def __repr__(self):
        return f"Node({self.value})"


print("the first call")
for i in range(2500):
    node = Node(i)
    if i % 5 == 0:
        print(i, node, sep=": ", end=";")
    if i % 7 == 0:
        print(node, (i, i), *[i] * (i % 4), flush=False)
    if i % 800 == 0:
        for at, value in enumerate("abc", start=i):
            print(at, value)
print()
