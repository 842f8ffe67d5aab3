# sys.getsizeof adds what lies before an object of that type: nothing, a GC header, or that and two pointers.
import sys


class Plain:
    pass


class Slotted:
    __slots__ = 'a', 'b'


class Told(int):
    def __sizeof__(self):
        return int(self)


for value in 5, 2 ** 70, 1.5, 'a', b'', (), (1, 2), [], {}, {1: 2}, set(), frozenset(), None, range(3), int, object, type, ValueError, Plain, Plain(), Slotted, Slotted(), len, [].append:
    print(type(value).__name__, sys.getsizeof(value), value.__sizeof__() if type(value) is not type else type.__sizeof__(value))
print(sys.getsizeof(Told(0)), sys.getsizeof(Told(100)) - 100 == sys.getsizeof(Told(0)), sys.getsizeof(Told(sys.maxsize)) > sys.maxsize)
for size in -1, sys.maxsize + 1:
    try:
        print(sys.getsizeof(Told(size)))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
