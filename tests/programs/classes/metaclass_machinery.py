# __prepare__, __new__, __init__, __call__, __init_subclass__, __mro_entries__, conflicts.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

log = []
class Namespace(dict):
    def __setitem__(self, k, v): log.append(k); super().__setitem__(k, v)
    def __missing__(self, k):
        if k.startswith("auto"): return k.upper()
        raise KeyError(k)
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw): log.append(("prepare", name, kw)); return Namespace(given=1)
    def __new__(mcs, name, bases, ns, **kw): log.append(("new", type(ns).__name__, sorted(kw))); return super().__new__(mcs, name, bases, dict(ns))
    def __init__(cls, name, bases, ns, **kw): log.append(("init", sorted(kw))); super().__init__(name, bases, ns)
    def __call__(cls, *args, **kw): log.append(("call", args, kw)); return super().__call__(*args, **kw)
    def __instancecheck__(cls, obj): return obj == "instance"
    def __subclasscheck__(cls, sub): return sub is int
    def __len__(cls): return 42
    def __iter__(cls): return iter("abc")
    def __getitem__(cls, k): return ("meta item", k)
    def __contains__(cls, x): return True
    def __bool__(cls): return False
    def __or__(cls, o): return "meta or"
    def __dir__(cls): return ["z", "a"]
    def __repr__(cls): return f"<meta {cls.__name__}>"
class C(metaclass=Meta, flag=True):
    x = auto_value
    y = given
    def __init__(self, *a): pass
print(log, C.x, C.y, C.given)
log.clear(); c = C(1, 2); print(log)
print(isinstance("instance", C), isinstance(c, C), issubclass(int, C), len(C), list(C), C[5], 3 in C, bool(C), C | int, dir(C), C)
class Other(type): pass
show(lambda: type("X", (C, type("Y", (), {}, ) ), {}) and "ok", lambda: Other("X", (C,), {}), lambda: type("X", (int, str), {}), lambda: type("X", (bool,), {}), lambda: type("X", (1,), {}), lambda: type("X", (object, C), {}), lambda: type("X", (C, C), {}), lambda: type(5, (), {}), lambda: type("X", [], {}), lambda: type("X", (), []), lambda: type("X", (), {}, a=1), lambda: type("X\0", (), {}), lambda: type("X", (), {"__slots__": ("a", "a b")}), lambda: type("X", (), {"__slots__": 5}), lambda: type("X", (), {"__slots__": ("__dict__", "__dict__")}), lambda: type("X", (), {"__slots__": ("a",), "a": 1}), lambda: type("X", (int,), {"__slots__": ("a",)}), lambda: type("X", (tuple,), {"__slots__": ("a",)}), lambda: type("X", (), {"__slots__": ("__weakref__", "__weakref__")}), lambda: type("X", (), {"__qualname__": 5}), lambda: type("X", (), {"__doc__": "\ud800"}) and 1, lambda: type.__new__(type), lambda: type.__new__(int, "X", (), {}), lambda: type.__call__(5), lambda: object.__new__(5), lambda: object.__new__(int), lambda: int.__new__(str), lambda: object.__new__(object, 1), lambda: object(1), lambda: object().__init__(1), lambda: type("NoInit", (), {"__new__": lambda cls, *a: object.__new__(cls, *a)})(1), lambda: type("X", (), {"__init_subclass__": lambda: 1})() and 1)
class Base:
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag
class Sub(Base, tag="t"): pass
print(Sub.tag)
def bad(): 
    class X(Base, other=1): pass
def bad2():
    class X(object, other=1): pass
def bad3():
    class X(metaclass=5): pass
def bad4():
    class X(metaclass=lambda *a, **k: (a[0], k)): pass
    return X
def bad5():
    class X(5): pass
def entries():
    class Proxy:
        def __mro_entries__(self, bases): return (int,) if len(bases) == 1 else ()
    class X(Proxy()): pass
    class Y(Proxy(), Base): pass
    return X.__bases__, X.__orig_bases__[0].__class__.__name__, Y.__bases__
def bad_entries():
    class Proxy:
        def __mro_entries__(self, bases): return 5
    class X(Proxy()): pass
show(bad, bad2, bad3, bad4, bad5, entries, bad_entries)
class BadPrepare(type):
    @classmethod
    def __prepare__(mcs, *a): return 5
def prep():
    class X(metaclass=BadPrepare): pass
class Order(type):
    def mro(cls): return [cls, object] if cls.__name__ != "Bad" else [1]
class O1: x = 1
class O2(O1, metaclass=Order): pass
show(prep, lambda: O2.x, lambda: Order("Bad", (), {}), lambda: Order.mro(O2), lambda: O2.__mro__)
O1.__name__ = "Renamed"; O1.__qualname__ = "Q.R"; O1.__module__ = "m"; print(O1, O1())  if False else print(O1)
class Slots:
    __slots__ = {"a": "doc of a", "b": None}
s = Slots(); s.a = 1; print(s.a, Slots.a.__doc__, Slots.__slots__)
show(lambda: s.b, lambda: setattr(s, "c", 1), lambda: s.__dict__, lambda: Slots.a.__get__(5), lambda: Slots.a.__set__(5, 1), lambda: Slots.a.__delete__(s), lambda: Slots.a.__delete__(s))
