# Descriptors: which wins, what is called with what, and what failing ones do.
class Data:
    def __init__(self, name): self.name = name
    def __get__(self, obj, owner=None): return f"{self.name}.get({obj!r}, {owner and owner.__name__})"
    def __set__(self, obj, value): print(f"{self.name}.set({obj!r}, {value!r})")
    def __delete__(self, obj): print(f"{self.name}.delete({obj!r})")
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name)


class NonData:
    def __get__(self, obj, owner=None): return "nondata"


class SetOnly:
    def __set__(self, obj, value): obj.__dict__["s"] = ("stored", value)


class C:
    d = Data("d")
    n = NonData()
    s = SetOnly()
    def __repr__(self): return "c"


c = C()
print(c.d, C.d, c.n, C.n, type(c.s).__name__)
c.d = 1
del c.d
c.n = "instance"
print(c.n, C.n)
del c.n
print(c.n)
c.s = 5
print(c.s, c.__dict__)
c.__dict__["d"] = "hidden"
print(c.d)
C.d = "replaced"
print(c.d, C.d)
late = Data("late")
C.late = late
print(c.late)


class P:
    def __init__(self): self._x = 0
    @property
    def x(self): "doc of x"; return self._x
    @x.setter
    def x(self, value): self._x = value
    @x.deleter
    def x(self): del self._x
    ro = property(lambda self: "ro")
    wo = property(None, lambda self, v: None)
    bad = property(lambda self: self.missing)


p = P()
p.x = 3
print(p.x, P.x.__doc__, P.x.fget.__name__, type(P.x))
del p.x
for action in ("p.x", "p.ro", "p.wo", "p.bad", "setattr(p, 'ro', 1)", "delattr(p, 'ro')", "delattr(p, 'wo')", "P.x.__get__(None, P) is P.x",
               "P().x", "P.x.getter(lambda s: 'other').fget(0)", "del_x()", "property(1, 2).fget", "P.ro.__set__(p, 1)", "property().__get__(1)"):
    try:
        print(action, eval(action))
    except Exception as error:
        print(action, type(error).__name__, error)


class Failing:
    def __get__(self, obj, owner):
        raise AttributeError("from __get__")


class WithGetattr:
    f = Failing()
    def __getattr__(self, name): return "getattr " + name


print(WithGetattr().f, WithGetattr().other)
try:
    WithGetattr.f
except AttributeError as error:
    print(error)


class Meta(type):
    m = Data("m")
    both = "meta"
    def __getattr__(cls, name): return f"meta getattr {name}"


class M(metaclass=Meta):
    both = "class"
    def method(self): pass


print(M.m, M.both, M.unknown)
M.m = 1
try:
    M().unknown
except AttributeError as error:
    print(error)


class Static:
    @staticmethod
    def s(*a): return a
    @classmethod
    def k(cls, *a): return cls.__name__, a
    @classmethod
    @property
    def kp(cls): return "class property of " + cls.__name__


class Sub(Static): pass


print(Static.s(1), Static().s(1), Static.k(2), Sub.k(2), Sub().k(2), Sub.kp, Static().kp)
print(Static.__dict__["s"].__get__(None, Static) is Static.s, staticmethod(len)([1]), classmethod(len).__func__)


class Slots:
    __slots__ = ("a", "__b", "__dict__")
    def __init__(self): self.a = 1; self.__b = 2


slots = Slots()
slots.extra = 3
print(slots.a, slots._Slots__b, slots.__dict__, type(Slots.a).__name__, Slots.a.__get__(slots))
del slots.a
for action in (lambda: slots.a, lambda: Slots.a.__get__(5), lambda: Slots.a.__set__(5, 1), lambda: Slots.a.__delete__(slots)):
    try:
        print(action())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
for body in ({"__slots__": "a", "a": 1}, {"__slots__": ["a", 1]}, {"__slots__": ["1a"]}, {"__slots__": ["__dict__", "__dict__"]}):
    try:
        print(type("S", (), body))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    type("T", (int,), {"__slots__": ["x"]})
    type("T", (tuple,), {"__slots__": ["x"]})
except TypeError as error:
    print(error)


class SetNameFails:
    def __set_name__(self, owner, name): raise ValueError("no")


try:
    type("Holder", (), {"x": SetNameFails()})
except Exception as error:
    print(type(error).__name__, error, error.__notes__ if hasattr(error, "__notes__") else "", repr(error.__cause__))
