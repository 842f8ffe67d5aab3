# super() in all its forms, cooperative calls, and its errors.
class A:
    def f(self): return ["A"]
    @classmethod
    def c(cls): return ["A", cls.__name__]
    @property
    def p(self): return "A.p"
    x = "A.x"


class B(A):
    def f(self): return ["B"] + super().f()
    @classmethod
    def c(cls): return ["B"] + super().c()
    @property
    def p(self): return "B." + super().p
    x = "B.x"
    def read(self): return super().x, super(B, self).x, super(B, type(self)).x


class C(A):
    def f(self): return ["C"] + super().f()
    @classmethod
    def c(cls): return ["C"] + super().c()


class D(B, C):
    def f(self): return ["D"] + super().f()
    def skip(self): return super(B, self).f()
    @staticmethod
    def static():
        return super().f()
    def nested(self):
        def inner(): return super(D, self).f()
        return inner(), [super(D, self).x for _ in range(1)]
    def no_first():
        return super()
    def rebound(self):
        self = 5
        return super().f()
    def deleted(self):
        del self
        return super().f()
    def in_lambda(self): return (lambda: super(D, self).f())()
    def in_comprehension(self): return [super().f() for _ in range(1)]
    def store(self): super().x = 1
    def set_attribute(self):
        super().value = 1


d = D()
print(d.f(), D.c(), d.p, d.read(), d.skip(), d.nested(), d.in_lambda())
for name in "static", "no_first", "rebound", "deleted", "in_comprehension", "store", "set_attribute":
    try:
        function = getattr(d, name)
        print(name, function())
    except Exception as error:
        print(name, type(error).__name__, error)
for action in (lambda: super(), lambda: super(1), lambda: super(A, 5), lambda: super(A, B).f, lambda: super(D, d).missing, lambda: super(A, d).f,
               lambda: super(A, d, 1), lambda: super(D).f, lambda: super(D, None)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
print(repr(super(D, d))[:20], super(D, d).__thisclass__.__name__, super(D, d).__self_class__.__name__, super(D, d).__self__ is d)
unbound = super(D)
print(unbound.__self__, unbound.__get__(d, D).f())


class Init:
    def __init__(self, **kw): print("Init", kw)


class Left(Init):
    def __init__(self, left=None, **kw):
        print("Left", left)
        super().__init__(**kw)


class Right(Init):
    def __init__(self, right=None, **kw):
        print("Right", right)
        super().__init__(**kw)


class Both(Left, Right):
    def __init__(self, **kw):
        super().__init__(**kw)


Both(left=1, right=2)


class Number(int):
    def __new__(cls, value): return super().__new__(cls, value + 1)
    def __add__(self, other): return Number(super().__add__(other))
    def __repr__(self): return f"Number({super().__repr__()})"


print(Number(1) + 1, Number(5), super(Number, Number(1)).__repr__())


class Meta(type):
    def __call__(cls, *a): return "called", super().__call__(*a).__class__.__name__
    def make(cls): return super().__name__ if hasattr(super(), "__name__") else "none"


class M(metaclass=Meta):
    def who(self): return __class__.__name__


print(M(), M.make(), M.who(0))


class Descr:
    def __get__(self, obj, owner): return type(obj).__name__, owner.__name__


class Base:
    d = Descr()


class Derived(Base):
    def get(self): return super().d
    @classmethod
    def getc(cls): return super().d


print(Derived().get(), Derived.getc())


def outside(self): return super().f()


D.outside = outside
try:
    d.outside()
except RuntimeError as error:
    print(error)
