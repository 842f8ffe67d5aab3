# Short representations of big things.
import reprlib

print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(20)}), reprlib.repr(set(range(20))), reprlib.repr(10**90))
print(reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr((1, 2, 3, 4, 5, 6, 7)), reprlib.repr(frozenset("a")), reprlib.repr(b"y" * 50 if False else 1.5))
short = reprlib.Repr()
short.maxlist, short.maxstring, short.maxlevel = 2, 10, 2
print(short.repr([1, 2, 3]), short.repr("hello world, hello"), short.repr([[[1]]]))


class Tree:
    def __init__(self):
        self.children = []

    @reprlib.recursive_repr("<...>")
    def __repr__(self):
        return f"Tree({self.children})"


class Broken:
    def __repr__(self):
        raise ValueError


tree = Tree()
tree.children += [Tree(), tree]
print(tree, reprlib.repr(Broken()).split(" at ")[0])


class Mine(reprlib.Repr):
    def repr_Tree(self, tree, level):
        return "a tree" if level < 5 else "…"


print(Mine().repr([tree]))
