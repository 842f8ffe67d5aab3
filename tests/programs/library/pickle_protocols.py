# What pickles of each protocol consist of, byte for byte, and that they give the same values back.
import pickle
import pickletools
from collections import OrderedDict, Counter, deque, namedtuple
from fractions import Fraction

Point = namedtuple("Point", "x y")


class Plain:
    def __init__(self, /, **fields):
        self.__dict__.update(fields)

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __eq__(self, other):
        return (self.a, self.b) == (other.a, other.b)


class Outer:
    class Inner(Plain):
        @classmethod
        def make(cls):
            return cls()


VALUES = [
    None, True, False, 0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**63, -2**63, 2**64,
    -128, -129, -32768, -2**2039, 2**2040 - 1, 10**50, -10**50,
    0.0, -0.0, 1.5, -2.25, 1e100, float("inf"), -float("inf"), 5e-324,
    "", "a", "abc\n\\\0\r\x1a", "\xe9\xff", "\u20ac", "\U0001F600", "\ud800", "x" * 300,
    b"", b"a", bytes(range(256)), bytearray(b""), bytearray(b"xyz\0"),
    (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), ((), ((),)), [], [1], [1, 2], [[], [[]]],
    {}, {"a": 1}, {"a": 1, "b": [2]}, set(), {7}, frozenset(), frozenset([7]),
    list(range(1001)), dict.fromkeys(range(1000)), set(range(1000)),
    complex(1, -2), range(3, 9, 2), slice(1, None, 2), Ellipsis, NotImplemented, type(None), type(...), type(NotImplemented),
    int, OrderedDict, Plain, Outer.Inner, Fraction(1, 3), Point(1, 2),
    Plain(), Plain(a=1, b=None), Slotted(1, [2]), Outer.Inner(x=1), Outer.Inner.make, OrderedDict([("k", 1), ("j", 2)]), Counter("abca"), deque([1, 2], 5),
    ValueError("wrong", 3), KeyError, len, "sep".join, [].append, pickle.dumps,
]


def shown(data):
    return data.hex() if len(data) <= 160 else "%s.. %d bytes, sum %d" % (data[:60].hex(), len(data), sum(i * b for i, b in enumerate(data)))


def same(left, right):
    if callable(left) and not isinstance(left, type) and hasattr(left, "__self__"):
        return left.__name__ == right.__name__
    if isinstance(left, BaseException):
        return left.args == right.args and type(left) is type(right)
    return type(left) is type(right) and left == right


for value in VALUES:
    print(ascii(value)[:60].split(" at 0x")[0])
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        try:
            data = pickle.dumps(value, protocol)
        except Exception as error:
            print("  ", protocol, type(error).__name__, error)
            continue
        print("  ", protocol, shown(data), same(value, pickle.loads(data)))

print("shared and recursive")
shared = ["s"]
loop = [shared, shared]
loop.append(loop)
knot = ([],)
knot[0].append(knot)
ring = {}
ring["ring"] = ring
node = Plain()
node.me = node
class Hashed:
    pass


frozen = frozenset([Hashed()])
for item in frozen:
    item.back = frozen
for value in (loop, knot, ring, node, frozen, (1, 2, 3, 4, [knot]), [Point, Point, Point(1, Plain)]):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        data = pickle.dumps(value, protocol)
        print("  ", protocol, shown(data), len(pickletools.optimize(data)))
        again = pickle.loads(data)
        print("     ", type(again).__name__, pickle.dumps(again, protocol) == data)
again = pickle.loads(pickle.dumps(loop))
print(again[2] is again, again[0] is again[1])
again = pickle.loads(pickle.dumps(knot, 0))
print(again[0][0] is again)
again = pickle.loads(pickle.dumps(node))
print(again.me is again)

print("fix_imports")
for value in (range, OrderedDict, StopIteration, map):
    print(pickle.dumps(value, 2), pickle.dumps(value, 2, fix_imports=False), pickle.dumps(value, 3))
for data in (b"c__builtin__\nxrange\n.", b"c__builtin__\nunicode\n.", b"cUserDict\nUserDict\n.", b"cexceptions\nStandardError\n."):
    print(pickle.loads(data))
    try:
        print(pickle.loads(data, fix_imports=False))
    except ImportError as error:
        print(type(error).__name__, error)
