# Shallow and deep copies, with cycles, memo and hooks.
import copy


class Node:
    def __init__(self, name):
        self.name, self.links = name, []


class Counted:
    copies = 0

    def __init__(self, value):
        self.value = value

    def __copy__(self):
        Counted.copies += 1
        return Counted(self.value)

    def __deepcopy__(self, memo):
        return Counted(copy.deepcopy(self.value, memo))


class Slotted:
    __slots__ = "a", "b"

    def __init__(self, a, b):
        self.a, self.b = a, b


class Stateful:
    def __init__(self):
        self.data, self.cache = [1], "big"

    def __getstate__(self):
        return {"data": self.data}

    def __setstate__(self, state):
        self.__dict__.update(state, cache=None)


a, b = Node("a"), Node("b")
a.links, b.links = [b], [a]
deep = copy.deepcopy(a)
print(deep.links[0].links[0] is deep, deep.links[0] is not b, copy.copy(a).links is a.links)
nested = [[1, 2], {"k": (3, [4])}]
nested.append(nested)
twin = copy.deepcopy(nested)
print(twin[2] is twin, twin[1]["k"] == (3, [4]), twin[1]["k"][1] is not nested[1]["k"][1])
print(copy.copy(Counted([1])).value, Counted.copies, copy.deepcopy(Counted([1])).value)
slotted = copy.deepcopy(Slotted([1], 2))
print(slotted.a, slotted.b, copy.copy(Stateful()).cache, copy.deepcopy(Stateful()).data)
same = [copy.deepcopy(thing) is thing for thing in (1, "a", None, (1, 2), print, Node, 1.5, b"x", frozenset([1]), range(3))]
print(same, copy.copy(range(3)), copy.deepcopy({1: {2}}), copy.replace if hasattr(copy, "replace") else "")
try:
    copy.deepcopy((i for i in range(3)))
except TypeError as error:
    print(error)
