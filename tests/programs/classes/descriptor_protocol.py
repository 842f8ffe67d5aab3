# Descriptors: data and non-data, on instances, classes, metaclasses; __set_name__; errors.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

log = []
class Data:
    def __set_name__(self, owner, name): log.append(("name", owner.__name__, name)); self.name = name
    def __get__(self, instance, owner=None): return ("get", self.name, instance is not None, owner.__name__ if owner else None)
    def __set__(self, instance, value): log.append(("set", self.name, value))
    def __delete__(self, instance): log.append(("delete", self.name))
class NonData:
    def __get__(self, instance, owner=None): return "nondata"
class OnlySet:
    def __set__(self, instance, value): instance.__dict__["kept"] = value
class Meta(type):
    meta_data = Data()
    meta_non = NonData()
class C(metaclass=Meta):
    d = Data()
    n = NonData()
    o = OnlySet()
    meta_non = "own"
    meta_data = "hidden by the metaclass"
c = C()
print(log, c.d, C.d, c.n, C.n, C.meta_data, C.meta_non, c.meta_data, c.meta_non, C.__dict__["meta_data"])
log.clear()
c.d = 5; del c.d; c.__dict__["d"] = "instance"; print(c.d, log)
c.n = "instance"; print(c.n); del c.n; print(c.n)
c.o = 3; print(c.__dict__["kept"], type(c.o).__name__)
C.d = "replaced"; print(C.d, c.d)
C.meta_data = 9; print(log)
show(lambda: delattr(c, "o"), lambda: setattr(c, "x", 1), lambda: C.missing, lambda: Data().__get__(1), lambda: property().__get__(c), lambda: property(len).__get__([1, 2]), lambda: property(len).__set__([], 1), lambda: property(len).__get__(None, list).fget, lambda: property.__get__(property(len), None))
class FailingName:
    def __set_name__(self, owner, name): raise ValueError("set name")
def make(): return type("Failing", (), {"a": FailingName()})
show(make)
try: make()
except RuntimeError as error: print(repr(error.__cause__))
class BadGet:
    __get__ = None
class BadSet:
    __set__ = 5
class Holder: g = BadGet(); s = BadSet()
show(lambda: Holder().g, lambda: setattr(Holder(), "s", 1), lambda: Holder().s.__class__.__name__)
class P:
    @property
    def p(self): "doc of p"; return self._p
    @p.setter
    def p(self, v): self._p = v * 2
    @p.deleter
    def p(self): del self._p
    q = property(lambda self: 1, doc="doc of q")
    r = p.getter(lambda self: "other")
i = P(); i.p = 4; print(i.p, P.p.__doc__, P.q.__doc__, P.r.__doc__, i.r, P.p.fset.__name__); del i.p
show(lambda: i.p, lambda: setattr(i, "q", 1), lambda: delattr(i, "q"), lambda: property(1).__get__(i), lambda: property(fget=1, foo=2), lambda: P.p.__set__(i, 1), lambda: setattr(P.p, "fget", 1), lambda: setattr(P.q, "__doc__", "new") or P.q.__doc__)
class S:
    s = staticmethod(lambda x: ("static", x))
    c = classmethod(lambda cls, x: (cls.__name__, x))
    cp = classmethod(property(lambda cls: "class property of " + cls.__name__))
print(S.s(1), S().s(2), S.c(3), S().c(4), S.cp, S().cp, staticmethod(len)([1]), S.__dict__["s"].__func__(5), S.__dict__["c"].__wrapped__("x", 1) if False else S.__dict__["c"].__func__(S, 6))
show(lambda: classmethod(5).__get__(None, S)(), lambda: staticmethod(5)(), lambda: classmethod(len)(), lambda: S.__dict__["c"]())
import types
m = types.MethodType(print, "bound"); m("arg"); print(m.__self__, m.__func__ is print, m == types.MethodType(print, "bound"), m == types.MethodType(print, "other"))
show(lambda: types.MethodType(5, 1), lambda: types.MethodType(print, None), lambda: types.MethodType(print), lambda: m.missing, lambda: setattr(m, "x", 1), lambda: m.__func__.__name__, lambda: (lambda: 1).__get__(None, None), lambda: (lambda self: self).__get__(5)(), lambda: (lambda: 1).__get__(None))
