class A:
    def who(self): return "A"
    def hello(self): return "hello from " + self.who()
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
d = D()
print(d.hello(), [k.__name__ for k in D.__mro__])
print(isinstance(d, A), issubclass(D, C), isinstance(3, (str, int)), D.__bases__)
try:
    class E(A, D): pass
except TypeError as e:
    print(e)
class P:
    def __init__(self, **kw):
        print("P", kw)
class Q(P):
    def __init__(self, q, **kw):
        super().__init__(**kw)
        self.q = q
print(Q(1, z=2).q, super(D, d).who())
