# super(): with and without arguments, in nested functions, class methods, after changes.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

class A:
    def f(self): return "A.f"
    @classmethod
    def c(cls): return "A.c " + cls.__name__
    @property
    def p(self): return "A.p"
    x = "A.x"
    def __init_subclass__(cls, **k): cls.made = sorted(k)
class B(A):
    def f(self): return "B.f>" + super().f()
    @classmethod
    def c(cls): return "B.c>" + super().c()
    @property
    def p(self): return "B.p>" + super().p
    def nested(self):
        def inner(): return __class__.__name__
        return inner(), [super(B, self).f() for _ in [1]]
    def lost(): return super().f()
    def gone(self):
        del self
        return super().f()
    def rebound(self):
        self = 5
        return super().f()
    @staticmethod
    def static(): return super()
class C(B, extra=1):
    def f(self): return "C.f>" + super().f()
class D(A):
    def f(self): return "D.f>" + super().f()
class E(C, D): pass
e = E()
print(e.f(), E.c(), e.p, B().nested(), C.made, [k.__name__ for k in E.__mro__])
show(lambda: B.lost(), lambda: B().gone(), lambda: B().rebound(), lambda: B.static(), lambda: super(), lambda: super(5), lambda: super(A, 5), lambda: super(B, A()), lambda: super(A, B()).f(), lambda: super(A, B).f, lambda: super(A).f, lambda: super(B, e).missing, lambda: super(B, E).c(), lambda: repr(super(B, e))[:25], lambda: repr(super(B))[:30], lambda: super(B, e).x, lambda: super(B, e).__self__ is e, lambda: super(B, e).__thisclass__, lambda: super(B, e).__self_class__, lambda: setattr(super(B, e), "x", 1), lambda: super(object, e).f, lambda: super(type, A).mro(), lambda: super(A, A, A), lambda: super(type=A))
unbound = super(B)
class Late: pass
print(unbound.__get__(e).f())
show(lambda: unbound.__get__(None))
show(lambda: unbound.__get__(Late()))
class WithCell:
    cell = lambda: __class__
    def set(self):
        nonlocal_class = __class__
        return nonlocal_class.__name__
print(WithCell.cell(), WithCell().set())
def outside(self): return super().f()
B.g = outside
show(lambda: B().g())
class Meta(type):
    def __call__(cls, *a): return ("meta call", super().__call__(*a).__class__.__name__)
    def __getattribute__(cls, name): return super().__getattribute__(name) if name != "special" else "special!"
    def __setattr__(cls, name, value): super().__setattr__(name, ("stored", value))
class M(metaclass=Meta): pass
M.v = 1
print(M(), M.special, M.v)
class NoArgs:
    def method(*args): return super().__repr__()[:9]
    def generator(self): yield super().__class__.__name__
    async def coroutine(self): return super().__class__.__name__
    def default(self, k=[__class__ for __class__ in [1]] if False else 0): return super().__eq__(5)
print(list(NoArgs().generator()), NoArgs().default())
show(lambda: NoArgs().method())
class Prepared(type):
    def __new__(meta, name, bases, ns):
        ns.pop("__classcell__", None) if name == "Dropped" else None
        if name == "Wrong": ns["__classcell__"] = 5
        return super().__new__(meta, name, bases, ns)
def dropped():
    class Dropped(metaclass=Prepared):
        def f(self): return __class__
def wrong():
    class Wrong(metaclass=Prepared):
        def f(self): return __class__
show(dropped, wrong)
