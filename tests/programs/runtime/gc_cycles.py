import gc
class N:
    def __init__(self, n): self.n = n; self.me = self
    def __del__(self): print("del", self.n)
a = N(1)
del a
print("collect", gc.collect() >= 1)
x, y = N(2), N(3)
x.o, y.o = y, x
del x, y
gc.collect()
print(gc.isenabled(), gc.get_threshold(), len(gc.get_count()), gc.garbage)
gc.disable(); print(gc.isenabled()); gc.enable()
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked({}), gc.is_tracked({"a": []}), gc.is_tracked((1,)))
l = []
print(gc.get_referents([1, l]) == [l, 1] or gc.get_referents([1, l]))
r = [l]
print(any(q is r for q in gc.get_referrers(l)))
class Res:
    saved = None
    def __del__(self): Res.saved = self; print("resurrect")
o = Res(); del o
print(Res.saved is not None)
Res.saved = None
