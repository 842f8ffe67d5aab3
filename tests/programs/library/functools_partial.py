# partial objects: what they hold, show, and how they nest.
import copy
import functools
import pickle

base = functools.partial(print, "a", sep="-")
nested = functools.partial(base, "b", end="!\n")
nested("c")
print(nested.func is print, nested.args, nested.keywords)
base.note = 5
print(functools.partial(base, 1).func is base, vars(base), copy.copy(base).note, base.__reduce__()[2][1:])
print(functools.partial(int, base=16), functools.partial(max, 1)(3, 2), pickle.loads(pickle.dumps(functools.partial(divmod, 17)))(5))


class Cell:
    def set(self, state):
        self.state = state

    on = functools.partialmethod(set, True)
    off = functools.partialmethod(set, False)


cell = Cell()
cell.on()
print(cell.state, repr(Cell.__dict__["on"])[:23])
for args in (), (1,):
    try:
        functools.partial(*args)
    except TypeError as error:
        print(error)
try:
    del base.__dict__
except TypeError as error:
    print(error)
print(functools.reduce(lambda a, b: b + a, "abc", ""), functools.reduce(max, [3], 5))
for wrong in [(max, []), (max, 5), (max,)]:
    try:
        functools.reduce(*wrong)
    except TypeError as error:
        print(error)
