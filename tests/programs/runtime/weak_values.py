# A dead value leaves a WeakValueDictionary, whose references are of a subclass.
import copy
import weakref
from collections import deque


class Thing:
    pass


a, b = Thing(), Thing()
values = weakref.WeakValueDictionary(a=a, b=b)
twin = copy.copy(values)
del b
print(len(values), len(twin), list(twin), values == twin)


class Odd(deque):
    pass


odd = Odd([1])
Odd.__new__ = lambda cls, *args: [42]
for wrong in [lambda: odd * 2, lambda: odd + deque(), lambda: odd.copy()]:
    try:
        wrong()
    except TypeError as error:
        print(error)


class Spelled:
    def __bytes__(self):
        return b"spelled"

    def __reversed__(self):
        return iter("cba")


spelled = Spelled()
print(bytes(weakref.proxy(spelled)), "".join(reversed(weakref.proxy(spelled))), "__bytes__" in dir(weakref.proxy(spelled)))
