# UserDict, UserList, UserString, and the abstract classes of containers.
from collections import UserDict, UserList, UserString
from collections.abc import Iterable, Mapping, MutableSequence, Sequence, Set


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


class Squares(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [self[j] for j in range(*i.indices(self.n))]
        if not -self.n <= i < self.n:
            raise IndexError(i)
        return (i % self.n) ** 2


class Bits(Set):
    def __init__(self, items=()):
        self.bits = sum(1 << i for i in set(items))

    def __contains__(self, i):
        return self.bits >> i & 1

    def __iter__(self):
        return (i for i in range(self.bits.bit_length()) if i in self)

    def __len__(self):
        return bin(self.bits).count("1")


lower = Lower(A=1)
lower.update({"B": 2})
print(lower, "a" in lower, isinstance(lower, Mapping), lower | {"C": 3})
squares = Squares(5)
print(list(squares), 16 in squares, squares.index(9), list(reversed(squares)), squares[1:4], squares.count(1))
print(list(Bits([1, 3]) | Bits([2])), Bits([1]) <= Bits([1, 2]), list(Bits([1, 2]) - Bits([2])), Bits([1]) == {1}, isinstance(3, Iterable))
names = UserList(["b", "a"])
names.sort()
print(names + ["c"], isinstance(names, MutableSequence), UserString("abc").upper() * 2, UserString("x") + 1 if False else "")
try:
    class Half(Sequence):
        def __len__(self):
            return 0
    Half()
except TypeError as error:
    print(error)
