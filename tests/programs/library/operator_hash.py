# Operators on classes that answer for themselves, in place and reflected.
import operator


class Vector:
    def __init__(self, *parts):
        self.parts = list(parts)

    def __repr__(self):
        return f"Vector{tuple(self.parts)}"

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.parts, other.parts))

    def __iadd__(self, other):
        self.parts = [a + b for a, b in zip(self.parts, other.parts)]
        return self

    def __rmul__(self, number):
        return Vector(*(number * a for a in self.parts))

    def __neg__(self):
        return -1 * self

    def __getitem__(self, i):
        return self.parts[i]

    def __len__(self):
        return len(self.parts)

    def __index__(self):
        return len(self)

    def __contains__(self, item):
        return item in self.parts


a, b = Vector(1, 2), Vector(3, 4)
print(operator.matmul(a, b), operator.iadd(a, b) is a, a, operator.mul(2, a), operator.neg(b), operator.getitem(a, 1))
print(operator.index(a), operator.contains(a, 6), operator.truth(Vector()), operator.indexOf(a, 6), operator.imatmul(a, b))
try:
    operator.sub(a, b)
except TypeError as error:
    print(error)
from _operator import _compare_digest
print(_compare_digest("abc", "abc"), _compare_digest(b"abc", b"abd"), _compare_digest(b"a", bytearray(b"a")))
for pair in ("é", "e"), (b"a", "a"):
    try:
        _compare_digest(*pair)
    except TypeError as error:
        print(error)
