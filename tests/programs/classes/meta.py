class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
    def __call__(c, *a):
        print("call", c.__name__, a)
        return super().__call__(*a)
    def __prepare__(name, bases, **kw):
        print("prepare", name)
        return {}
    def __contains__(c, x): return x == 42
class A(metaclass=Meta, opt=1):
    x = 1
    def f(self): pass
a = A()
print(type(A).__name__, 42 in A)
class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        Base.subs.append((cls.__name__, tag))
class S1(Base, tag="t"): pass
class S2(Base): pass
print(Base.subs)
T = type("T", (Base,), {"v": 3, "m": lambda self: self.v})
print(T().m(), T.__name__, T.__module__)
class Desc:
    def __set_name__(self, owner, name): self.name = name; print("named", name, owner.__name__)
    def __get__(self, obj, cls): return (self.name, obj is None, cls.__name__)
    def __set__(self, obj, v): print("set", v)
class H:
    d = Desc()
print(H.d, H().d)
H().d = 5
class G:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(G[int], list[int], dict[str, int])
