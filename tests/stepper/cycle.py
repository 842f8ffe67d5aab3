import gc

class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

a, b = Node("a"), Node("b")
a.other, b.other = b, a
kept = Node("kept")
del a, b
print(gc.collect())
