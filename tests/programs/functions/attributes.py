# What a function object has, and what may be changed of it.
import types


def f(a, b=2, *args, c, d=4, **kw) -> int:
    "doc of f"
    local = a
    return local


code = f.__code__
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__closure__)
print(code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_nlocals, code.co_varnames, code.co_flags)
f.attribute = [1]
print(f.__dict__, f.attribute)
f.__name__ = "renamed"
print(f.__name__, f.__qualname__, repr(f)[:12])
for name, value in [("__name__", 1), ("__qualname__", None), ("__code__", 1), ("__defaults__", 1), ("__kwdefaults__", []),
                    ("__annotations__", 1), ("__dict__", 1), ("__closure__", None), ("__globals__", {}), ("__builtins__", {})]:
    try:
        setattr(f, name, value)
        print(name, "set", getattr(f, name))
    except (TypeError, AttributeError) as error:
        print(name, type(error).__name__, error)
for name in "__name__", "__doc__", "__dict__", "__code__", "__defaults__", "__module__", "attribute":
    try:
        delattr(f, name)
        print(name, "deleted", getattr(f, name, "gone"))
    except (TypeError, AttributeError) as error:
        print(name, type(error).__name__, error)


def g(x):
    return x * 2


def h(x):
    return x + captured


captured = 100
g.__code__ = h.__code__
print(g(1))


def closure():
    value = 1
    def inner():
        return value
    return inner


try:
    g.__code__ = closure().__code__
except ValueError as error:
    print(error)
inner = closure()
inner.__closure__[0].cell_contents = 7
print(inner(), inner.__closure__[0] == types.CellType(7))
made = types.FunctionType(inner.__code__, {}, "made", None, (types.CellType("cell"),))
print(made(), made.__name__)
for arguments in [(inner.__code__, {}), (inner.__code__, {}, "n", None, ()), (inner.__code__, {}, "n", None, (1,)), (1, {}),
                  (h.__code__, {}, 1), (h.__code__, {}, "n", 1), (h.__code__, [])]:
    try:
        types.FunctionType(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class C:
    def method(self):
        return self

    @staticmethod
    def static():
        pass

    @classmethod
    def of(cls):
        return cls


c = C()
print(C.method.__qualname__, c.method.__func__ is C.method, c.method.__self__ is c, c.method == c.method, c.method is c.method)
print(C.of.__self__ is C, C.__dict__["of"].__func__.__name__, C.__dict__["static"].__wrapped__.__name__, C.static.__name__)
print(c.method.__name__, c.method.__doc__)
try:
    c.method.attribute = 1
except AttributeError as error:
    print(error)
bound = types.MethodType(lambda self, x: (type(self).__name__, x), 5)
print(bound(3))
for arguments in [(1, 2), (len,), (len, None)]:
    try:
        types.MethodType(*arguments)
    except TypeError as error:
        print(error)
print(type(len), len.__name__, len.__self__.__name__, [].append.__self__, str.upper, type("".upper), int.__add__, type((1).__add__))
