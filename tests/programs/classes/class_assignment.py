# Changing __class__, __bases__ and __dict__ at run time.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

class A:
    def who(self): return "A"
class B:
    def who(self): return "B"
class S1: __slots__ = ("x",)
class S2: __slots__ = ("x",)
class S3: __slots__ = ("y",)
a = A(); a.v = 1; a.__class__ = B; print(a.who(), a.v, type(a).__name__, isinstance(a, A))
s = S1(); s.x = 5; s.__class__ = S2; print(s.x, type(s).__name__)
show(lambda: setattr(S1(), "__class__", S3), lambda: setattr(A(), "__class__", S1), lambda: setattr(S1(), "__class__", A), lambda: setattr(5, "__class__", bool), lambda: setattr(A(), "__class__", int), lambda: setattr(A, "__class__", type), lambda: setattr(A(), "__class__", "A"), lambda: delattr(A(), "__class__"), lambda: setattr([], "__class__", list), lambda: setattr(type("L", (list,), {})(), "__class__", list), lambda: setattr(type("L", (list,), {})(), "__class__", type("M", (list,), {})))
class Base1: tag = "one"
class Base2: tag = "two"
class D(Base1): pass
class E(D): pass
e = E(); print(e.tag); D.__bases__ = (Base2,); print(e.tag, E.__mro__[2].__name__, Base1.__subclasses__(), Base2.__subclasses__())
D.__bases__ = (Base1, Base2); print(e.tag, D.__base__.__name__)
show(lambda: setattr(D, "__bases__", ()), lambda: setattr(D, "__bases__", [Base1]), lambda: setattr(D, "__bases__", (1,)), lambda: setattr(D, "__bases__", (E,)), lambda: setattr(D, "__bases__", (D,)), lambda: setattr(D, "__bases__", (int,)), lambda: setattr(D, "__bases__", (object,)), lambda: setattr(int, "__bases__", (object,)), lambda: delattr(D, "__bases__"), lambda: setattr(D, "__bases__", (Base1, Base1)), lambda: setattr(D, "__mro__", ()), lambda: setattr(D, "__base__", int))
o = A(); o.__dict__ = {"a": 1, "b": 2}; print(o.a, vars(o)); o.__dict__["c"] = 3; print(o.c)
d = o.__dict__; o.__dict__ = {}; print(d, vars(o)); del o.__dict__; print(o.__dict__)
show(lambda: setattr(o, "__dict__", None), lambda: setattr(o, "__dict__", []), lambda: setattr(A, "__dict__", {}), lambda: A.__dict__.__setitem__("x", 1), lambda: vars(5), lambda: vars(S1()), lambda: type(A.__dict__).__name__)
class Mapping(dict): pass
o.__dict__ = Mapping(z=26); print(o.z, type(o.__dict__).__name__)
A.added = lambda self: "added"; print(o.added()); del A.added
show(lambda: o.added())
A.__len__ = lambda self: 7; print(len(o)); del A.__len__
show(lambda: len(o))
class Sub(A): pass
A.__add__ = lambda self, other: "added"; print(Sub() + 1); A.__add__ = None
show(lambda: Sub() + 1)
class Hash: pass
h = Hash(); t = {h: 1}; Hash.__eq__ = lambda self, other: True; show(lambda: hash(h) == hash(h)); Hash.__hash__ = None; show(lambda: hash(h)); del Hash.__hash__
A.__doc__ = "changed"; A.__name__ = "Changed"; print(A.__doc__, A, Sub.__doc__)
show(lambda: setattr(A, "__name__", "a\0b"), lambda: setattr(A, "__qualname__", 5), lambda: delattr(A, "__name__"), lambda: setattr(A, "__module__", 5) or A.__module__, lambda: delattr(A, "__doc__"), lambda: setattr(A, "__abstractmethods__", {"f"}) or A(), lambda: delattr(A, "__abstractmethods__") or type(A()).__name__)
