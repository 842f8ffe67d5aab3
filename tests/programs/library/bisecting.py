# The search of _bisect, with its bounds, keys and errors; and modules whose class is changed.
import _bisect
import types
from _bisect import bisect_left, bisect_right, insort_left, insort_right

numbers = [1, 2, 2, 2, 5]
print([bisect_left(numbers, x) for x in range(7)], [bisect_right(numbers, x) for x in range(7)])
print(bisect_left(numbers, 2, 2), bisect_right(numbers, 2, 0, 2), bisect_left(numbers, 9, hi=3), bisect_left(numbers, -2, key=lambda x: -x))
insort_left(numbers, 3)
insort_right(numbers, 0, key=lambda x: x)
print(numbers)


class Listening:
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return index * 10

    def insert(self, index, item):
        print("insert", index, item)


insort_left(Listening(), 15)
for wrong in ("bisect_left([1], 1, -1)", "bisect_left(5, 1)", "bisect_left([1, 'a'], 2)", "bisect_left()", "bisect_left([1], 1, 'x')",
              "insort_left((1, 2), 3)", "bisect_right([1], 1, 0, 5)"):
    try:
        print(eval(wrong))
    except Exception as error:
        print(wrong, type(error).__name__, error)


class Special(types.ModuleType):
    value = 5


_bisect.__class__ = Special
print(_bisect.value, type(_bisect).__name__)
_bisect.__class__ = types.ModuleType
print(str.maketrans.__qualname__, dict.fromkeys.__qualname__, str.maketrans.__self__)


class Plain:
    pass


class Holder:
    x = Plain()

    def __init__(self):
        self.x = 1


def read(holder):
    return holder.x


holder = Holder()
print({read(holder) for _ in range(100)})
Plain.__get__ = lambda self, instance, owner: 2
Plain.__set__ = lambda self, instance, value: None
print(read(holder))
