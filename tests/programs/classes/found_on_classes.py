# What the machine looks for on classes, and not by the attributes of what they make.
import types
import weakref
import copy


class Strange(type):
    def __getattribute__(self, name):
        return True


class Made(metaclass=Strange):
    attribute = False


print(Made.attribute, Made.anything)
for name in (b"x", 5):
    for setter in (lambda: type.__setattr__(type("A", (), {}), name, None), lambda: setattr(object(), name, 1)):
        try:
            setter()
        except TypeError as error:
            print(error)

safe = {"None": None, "type": type}
space = {"__builtins__": safe}
exec("def f(): pass\ng = type(f)(f.__code__, {})", space)
print(space["f"].__builtins__ is safe, space["g"].__builtins__ is safe, "__builtins__" in space["g"].__globals__)


class Method:
    def meth(self):
        super()


def closure():
    k = Method()

    def g():
        return k

    return g


try:
    Method.meth(closure().__closure__[0])
except TypeError as error:
    print(error)

for wrong in (("no", 5, 1, 2), (None, "no", 1, 2)):
    try:
        types.TracebackType(*wrong)
    except TypeError as error:
        print(error)


class Value:
    pass


key, value = Value(), Value()
table = weakref.WeakValueDictionary({key: value})
other = copy.copy(table)
del value
print(len(table), len(other))
