# What an instruction remembers of its last run must not outlive a change: of classes, their instances, modules, globals.
import marshal
import sys
import types


def get(obj):
    return obj.x


def put(obj, value):
    obj.x = value


def call(obj):
    return obj.m()


def count():
    return len([1, 2])


def often(function, *args):
    for _ in range(20):
        result = function(*args)
    return result


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


class Plain:
    def __init__(self):
        self.x = 1

    def m(self):
        return "Plain.m"


plain = Plain()
code = get.__code__.co_code, put.__code__.co_code, call.__code__.co_code
stored, hashed = marshal.dumps(get.__code__), hash(call.__code__)
print(often(get, plain), often(call, plain), often(put, plain, 2), plain.x)
print(code == (get.__code__.co_code, put.__code__.co_code, call.__code__.co_code), stored == marshal.dumps(get.__code__),
      hashed == hash(call.__code__), set(get.__code__._co_code_adaptive[4::2]) >= {0})

# The instance: its dict, an attribute that hides the method, deletion, another class.
print(plain.__dict__, get(plain))
put(plain, 3)
print(plain.__dict__, get(plain), call(plain))
plain.__dict__["x"] = 4
print(get(plain))
other = Plain()
often(get, other), often(call, other)
other.m = lambda: "hidden"
print(call(other), call(plain))
del other.m
print(call(other))
del other.x
print(attempt(get, other))
put(other, 5)
print(get(other), vars(other))
late = Plain()
del late.x
late.y = 1
often(put, late, 7)
print(list(vars(late)))

# The class: a property, a slot, another method, __getattribute__, __setattr__.
print(often(get, late))
Plain.x = property(lambda self: "property", lambda self, value: print("set", value))
print(get(late), attempt(put, late, 8))
del Plain.x
print(get(late))
Plain.x = "class attribute"
print(get(late), often(get, Plain()))
Plain.m = lambda self: "new m"
print(call(late))
Plain.m = staticmethod(lambda: "static m")
print(call(late))
Plain.m = 5
print(attempt(call, late))
del Plain.m
print(attempt(call, late))
Plain.__getattr__ = lambda self, name: (lambda: "from __getattr__")
print(call(late))
Plain.__getattribute__ = lambda self, name: 42
print(get(late))
del Plain.__getattribute__
Plain.__setattr__ = lambda self, name, value: print("setattr", name, value)
put(late, 9)
del Plain.__setattr__
put(late, 10)
print(get(late))


class Slotted:
    __slots__ = ("x", "other")

    def m(self):
        return "Slotted.m"


class Below(Slotted):
    pass


slotted = Slotted()
print(attempt(get, slotted))
often(put, slotted, 1)
print(often(get, slotted), often(call, slotted), attempt(setattr, slotted, "m", 1))
del slotted.x
print(attempt(get, slotted))
below = Below()
below.x = "below"
print(get(below), call(below))
below.m = lambda: "own"
print(call(below), call(slotted))
below.__class__ = type("Beside", (Slotted,), {"m": lambda self: "Beside.m"})
del below.m
print(get(below), call(below))

# Bases and metaclasses.
class First:
    def m(self):
        return "First.m"


class Second:
    x = "Second.x"

    def m(self):
        return "Second.m"


class Child(First):
    pass


child = Child()
print(often(call, child))
First.m = lambda self: "changed First.m"
print(call(child))
Child.__bases__ = (Second,)
print(call(child), often(get, child))
Second.x = "changed"
print(get(child))


def class_method():
    return Holder.value(), Holder.text.upper()


class Holder:
    text = "abc"

    @classmethod
    def value(cls):
        return cls.text


print(often(class_method))
Holder.text = "def"
Holder.value = lambda: "lambda"
print(class_method())

# Modules.
module = types.ModuleType("module")
module.x, module.m = 1, lambda: "module.m"
print(often(get, module), often(call, module))
module.x, module.m = 2, lambda: "second"
print(get(module), call(module))
del module.x
print(attempt(get, module))
module.__getattr__ = lambda name: "module __getattr__"
print(get(module))
module.__class__ = type("Module", (types.ModuleType,), {"x": property(lambda self: "property of a module")})
print(get(module))

# Globals and builtins.
print(often(count))
len = lambda items: "global len"
print(count())
del len
print(count())
import builtins
original = builtins.len
builtins.len = lambda items: "builtin len"
print(count())
builtins.len = original
print(count())
space = {"__builtins__": {"len": lambda items: "own builtins"}}
print(often(types.FunctionType(count.__code__, space)), count())


class Builtins(dict):
    def __missing__(self, key):
        return lambda items: "missing " + key


class Chain(dict):
    pass


print(eval("len([1])", {"__builtins__": Builtins()}))
print(often(types.FunctionType(count.__code__, Chain(len=lambda items: "subclass of dict"))))
sized = dict.fromkeys(range(5))
sized["len"] = lambda items: "keys of several kinds"
print(types.FunctionType(count.__code__, sized)(), count())
for i in range(200):
    globals()["filler_%d" % i] = i
print(count(), filler_199)
