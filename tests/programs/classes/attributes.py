class A:
    cls = 1
    def __getattr__(self, name):
        if name.startswith("x"): return "dyn " + name
        raise AttributeError(name)
    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)
a = A()
a.q = 5
print(a.q, a.xyz, a.cls, a.__dict__, hasattr(a, "nope"), getattr(a, "nope", 7))
del a.q
try:
    a.q
except AttributeError as e:
    print(e)
class S:
    __slots__ = ("p", "q")
s = S()
s.p = 1
print(s.p)
for code in ("s.q", "s.z", "s.z = 1", "S.zz", "None.x", "(1).real = 2", "del S.p.x"):
    try:
        exec(code)
    except AttributeError as e:
        print(e)
class P:
    def __init__(self): self._v = 0
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x * 2
    @v.deleter
    def v(self): print("deleted")
    @staticmethod
    def st(x): return x
    @classmethod
    def cm(cls, x): return cls.__name__, x
p = P()
p.v = 4
print(p.v, P.st(1), p.st(2), P.cm(3), p.cm(4))
del p.v
class RO:
    @property
    def r(self): return 1
try:
    RO().r = 2
except AttributeError as e:
    print(e)
