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


# A comparison that cannot be found is not implemented; special methods are found by any str of their name.
class Failing:
    @property
    def __eq__(self):
        raise AttributeError("no")


print(Failing() == Failing())


class Adding:
    pass


type.__setattr__(Adding, str(b"__add__", "ascii"), lambda self, other: "sum")
print(Adding() + 1)
type.__delattr__(Adding, str(b"__add__", "ascii"))
try:
    Adding() + 1
except TypeError as error:
    print(error)


# A metaclass whose first base is no metaclass still makes classes.
class Meta(type):
    def __setattr__(cls, key, value):
        object.__setattr__(cls, key, value)


class Mixed(type("Plain", (), {}), Meta):
    pass


made = Mixed("Made", (object,), {})
print(made.__name__, type(made).__name__, [base.__name__ for base in Mixed.__mro__])
try:
    made.test = True
except TypeError as error:
    print(error)


# Two classes that a metaclass's mro() makes each other's bases.
ready = False


class Tangled(type):
    def mro(cls):
        if ready and cls.__name__ == "One":
            Two.__bases__ = (One,)
        if ready and cls.__name__ == "Two":
            One.__bases__ = (Two,)
        return type.mro(cls)


class Zero(metaclass=Tangled):
    pass


class One(Zero):
    pass


class Two(Zero):
    pass


ready = True
try:
    One.__bases__ += ()
except TypeError as error:
    print(error)
