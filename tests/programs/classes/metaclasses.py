# How a class comes to be: __prepare__, metaclass conflicts, __init_subclass__, __mro_entries__, __instancecheck__.
class Meta(type):
    def __prepare__(name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"prepared": True}
    def __new__(meta, name, bases, space, **kw):
        print("new", name, sorted(k for k in space if not k.startswith("__")), kw)
        return super().__new__(meta, name, bases, space)
    def __init__(cls, name, bases, space, **kw):
        print("init", name, kw)
        super().__init__(name, bases, space)
    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)


class A(metaclass=Meta, option=1):
    x = 1
    def __init__(self, *args): self.args = args


print(A(1, 2).args, A.prepared, type(A).__name__)


class B(A):
    y = 2


print(type(B) is Meta)
try:
    class Conflict(A, metaclass=type("Other", (type,), {})): pass
except TypeError as error:
    print(error)


class Plugin:
    registry = []
    def __init_subclass__(cls, /, label=None, **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, label))


class One(Plugin, label="one"): pass
class Two(One): pass


print(Plugin.registry)
for make in (lambda: type("Three", (Plugin,), {}, label=3), lambda: type("Four", (Plugin,), {}, wrong=4), lambda: type("F", (), {}, x=1),
             lambda: type("bool2", (bool,), {}), lambda: type("n", (5,), {}), lambda: type("dup", (A, A), {}), lambda: type(1, (), {}),
             lambda: type("x", [], {}), lambda: type("x", (), []), lambda: type("a\0b", (), {}), lambda: type("mro", (object, Plugin), {}),
             lambda: type("layout", (int, str), {}), lambda: type("f", (type(lambda: 1),), {}), lambda: type("nt", (type(None),), {})):
    try:
        print(make())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Entry:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (list,)


class FromEntry(Entry()): pass


print(FromEntry.__bases__, FromEntry.__orig_bases__[0].__class__.__name__, FromEntry([1]))


class Instances(type):
    def __instancecheck__(cls, obj): return obj == 5
    def __subclasscheck__(cls, other): return other is str


class Five(metaclass=Instances): pass


print(isinstance(5, Five), isinstance(6, Five), issubclass(str, Five), issubclass(int, Five), isinstance(Five(), Five))
print(isinstance(1, (str, (bytes, int))), issubclass(bool, (str, int)))
for check in (lambda: isinstance(1, "int"), lambda: issubclass(1, int), lambda: issubclass(int, 1), lambda: isinstance(1, (str, 5))):
    try:
        check()
    except TypeError as error:
        print(error)


def function_metaclass(name, bases, space, **kw):
    return name, bases, sorted(k for k in space if k != "__module__"), kw


class Odd(metaclass=function_metaclass, z=1):
    a = 1


print(Odd)


class Mro(type):
    def mro(cls):
        return [cls, Plugin, object] if cls.__name__ == "Strange" else super().mro()


class Strange(metaclass=Mro): pass


print([k.__name__ for k in Strange.__mro__], hasattr(Strange, "registry"))
class X: pass
class Y(X): pass
class Z(X): pass
class W(Y, Z): pass
print([k.__name__ for k in W.mro()], X.__subclasses__() == [Y, Z], W.__base__.__name__, W.__bases__ == (Y, Z))
try:
    class Bad(X, W): pass
except TypeError as error:
    print(error)
W.__bases__ = (Z, Y)
print([k.__name__ for k in W.__mro__])
for bases in ((), (1,), (W,), (int,), X):
    try:
        W.__bases__ = bases
    except TypeError as error:
        print(error)
W.__name__, W.__qualname__, W.__module__ = "Renamed", "Path.Renamed", "elsewhere"
print(W, W.__name__)
for name, value in [("__name__", 1), ("__name__", "a\0"), ("__qualname__", 1), ("__dict__", {}), ("__mro__", ())]:
    try:
        setattr(W, name, value)
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
for action in (lambda: setattr(int, "x", 1), lambda: delattr(list, "append"), lambda: setattr(object(), "x", 1), lambda: object().x,
               lambda: X.undefined, lambda: X().undefined, lambda: delattr(X, "undefined"), lambda: object(1), lambda: X(1)):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Generic:
    def __class_getitem__(cls, item): return cls.__name__, item


print(Generic[int], Generic["x", 1])
try:
    X[int]
except TypeError as error:
    print(error)
