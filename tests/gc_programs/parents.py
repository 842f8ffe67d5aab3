# A tree whose children know their parent: every tree is one group of cycles.
class Tree:
    def __init__(self, value, parent=None):
        self.value = value
        self.parent = parent
        self.children = []
        if parent is not None:
            parent.children.append(self)


forest = []
for i in range(400):
    root = Tree(i)
    left, right = Tree(1, root), Tree(2, root)
    if i % 20 == 0:
        forest.append(root)
del root, left, right
print(len(forest))
