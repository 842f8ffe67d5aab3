"""Trees with parent links, dropped whole and grown again."""
OUT = []
class Node:
    def __init__(self, parent, depth):
        self.parent = parent
        self.children = [Node(self, depth - 1) for _ in range(3)] if depth else []


def size(node):
    return 1 + sum(size(child) for child in node.children)


for depth in range(6):
    OUT.append((depth, size(Node(None, depth)),))
forest = [Node(None, 4) for _ in range(12)]
forest[::2] = [None] * 6
OUT.append((sum(size(tree) for tree in forest if tree),))
for line in OUT:
    print(*line)
