# Every method of list, in place and not, with aliasing and changes during iteration.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

l = [3, 1, 2]
print(l.append(4), l, l.extend("ab"), l, l.insert(1, "x"), l, l.insert(-100, "first"), l.insert(100, "last"), l)
print(l.pop(), l.pop(0), l.pop(-2), l.remove("x"), l, l.index(1), l.index(4, 1), l.index("b", -1) if "b" in l else None, l.count(1), l.reverse(), l, l.copy() == l, l.copy() is l)
show(lambda: l.sort(), lambda: l.pop(99), lambda: [].pop(), lambda: l.remove("zz"), lambda: l.index("zz"), lambda: l.index(1, 5), lambda: l.index(1, "a"), lambda: l.extend(5), lambda: l.insert("a", 1), lambda: l.insert(1), lambda: l.append(), lambda: l.append(1, 2), lambda: l.pop("x"), lambda: l.pop(1 << 70), lambda: l.sort(5), lambda: l.sort(key=5), lambda: l.sort(bogus=1), lambda: l + (1,), lambda: l * "a", lambda: l < 5, lambda: l["a"], lambda: l[1.0], lambda: l[99], lambda: l.__setitem__(99, 1), lambda: l.__delitem__(99), lambda: [1, 2] < [1, "a"], lambda: [1, 2] < [1, 3], lambda: [] < [0], lambda: [[1]] * 2, lambda: [1] * -1, lambda: [1] * (1 << 62), lambda: list(5), lambda: list(1, 2), lambda: list(x=1), lambda: hash([]), lambda: [].__class_getitem__(int), lambda: list.__new__(5), lambda: [1, 2, 3].__contains__(2.0), lambda: [float("nan")] == [float("nan")])
a = [1, 2, 3]; a += a; print(a); a *= 0; print(a); a.extend(a); a[:] = [1]; a.extend(iter(a[:])); print(a)
s = [1, 2, 3, 4, 5]
for x in s:
    if x == 2: s.remove(x)
print(s)
grow = [0]
for x in grow:
    if x < 5: grow.append(x + 1)
print(grow)
r = []; r.append(r); print(r, r == r, repr([r, r])); show(lambda: r == [r], lambda: [r] == [[r]])
for key, rev in ((None, False), (None, True), (len, False), (lambda v: -len(v), True)):
    words = ["bb", "a", "ccc", "aa", "b", "c"]; words.sort(key=key, reverse=rev); print(words)
print(sorted([True, 2, 0.5, False]), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted({"b": 1, "a": 2}), sorted("hello", reverse=True))
class Half:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return NotImplemented if isinstance(o, int) else self.v < o.v
    def __repr__(self): return f"H{self.v}"
show(lambda: sorted([Half(2), Half(1)]), lambda: sorted([Half(1), 5]), lambda: max([Half(1), Half(3)]))
class Evil:
    def __init__(self, target): self.target = target
    def __eq__(self, o): self.target.clear(); return False
    def __repr__(self): return "Evil"
e = [1, 2, 3]; show(lambda: e.index(Evil(e)), lambda: e)
e = [1, 2, 3]; show(lambda: Evil(e) in e, lambda: e)
e = [1, 2, 3]; show(lambda: e.remove(Evil(e)), lambda: e)
e = [1, 2, 3]; show(lambda: e.count(Evil(e)), lambda: e)
e = [1, 2, 3]; f = [Evil(e), 1]; show(lambda: e == f, lambda: e)
class Shrink:
    def __index__(self): big.clear(); return 0
big = [1, 2, 3]; show(lambda: big[Shrink()]); big = [1, 2, 3]; show(lambda: big.insert(Shrink(), 9) or big); big = [1, 2, 3]; show(lambda: big.pop(Shrink()))
class L(list):
    def __getitem__(self, i): return "item"
    def __len__(self): return 99
    def __iter__(self): return iter("sub")
l = L([1, 2]); print(l, list(l), l[0], len(l), [*l], l + [3], type(l + [3]).__name__, type(l[:]).__name__, sorted(l), bool(l), l == [1, 2], tuple(l), L.__mro__[1])
m = [1, 2, 3, 4, 5, 6]; m[1:3] = []; m[:0] = "ab"; m[-1:] = [9, 9]; m[::2] = "wxyz"[:len(m[::2])]; print(m); m[2:2] = m; print(m); del m[1::2]; print(m); m.clear(); print(m)
