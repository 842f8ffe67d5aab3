# Every method of set and frozenset; operators want sets, methods take anything.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a <= b, {1} < a, a >= {1}, a == {3, 2, 1}, a != b, a.isdisjoint({9}), a.issubset(range(9)), a.issuperset([1]), a.union([7], (8,)), a.intersection([1, 2], {2}), a.difference([1]), a.symmetric_difference([1, 9]), a.copy() is a, frozenset(a).copy() == a, len(a), 2 in a, frozenset({1}) in {frozenset({1})}, {1} in {frozenset({1})})
s = {5}; print(s.add(6), s.update([7], "a" and [8]), s.discard(99), s.remove(5), sorted(s), s.intersection_update([6, 7]), sorted(s), s.difference_update([6]), s, s.symmetric_difference_update([7, 9]), s, s.pop(), s.clear(), s)
f = frozenset("ab"); f |= {"c"}; print(sorted(f), type(f).__name__, type(frozenset() | {1}).__name__, type({1} | frozenset()).__name__, hash(frozenset({1, 2})) == hash(frozenset([2, 1])), frozenset(f) is f, frozenset([1, 1]))
show(lambda: a | [1], lambda: a & "x", lambda: a - 5, lambda: a <= [1], lambda: a < 5, lambda: {1} == [1], lambda: a.union(5), lambda: a.update(5), lambda: a.add([]), lambda: a.remove(99), lambda: a.remove([]), lambda: a.discard([]), lambda: [] in a, lambda: set().pop(), lambda: hash(a), lambda: set(5), lambda: set(1, 2), lambda: set(x=1), lambda: {[]}, lambda: {*5}, lambda: frozenset(5), lambda: frozenset().add, lambda: a.intersection(), lambda: a.union() == a, lambda: a.symmetric_difference(), lambda: a.symmetric_difference([1], [2]), lambda: set("ab") == {"a", "b"}, lambda: {1, 1.0, True}, lambda: {True, 1}, lambda: repr(set()), lambda: repr(frozenset()), lambda: repr({1}), lambda: repr(frozenset({1})), lambda: {(1, 2), (1, 2)}, lambda: a.__and__([1]), lambda: set.__or__({1}, 5), lambda: set.union({1}, "a") == {1, "a"}, lambda: set.add(5, 1), lambda: max({1, 5, 3}), lambda: sorted({3, 1}), lambda: {1} > {2}, lambda: {1} >= {1}, lambda: set.__lt__({1}, {1, 2}), lambda: frozenset([[]]))
def mutate(op):
    m = {1, 2, 3}
    try:
        for k in m: op(m, k)
        return sorted(m)
    except RuntimeError as error: return str(error)
print(mutate(lambda m, k: m.add(k + 10)), mutate(lambda m, k: m.discard(k)), mutate(lambda m, k: (m.discard(k), m.add(k))))
r = {1}; r |= r; r -= r; print(r); q = {1, 2}; q ^= q; print(q); z = {1}; z &= z; print(z)
class S(set):
    def __contains__(self, x): return True
    def __iter__(self): return iter([42])
x = S([1]); print(5 in x, list(x), set(x), x, x | {2}, type(x | {2}).__name__, type(x.copy()).__name__, len(x), {1} <= x, x == {1})
class F(frozenset):
    def __new__(cls, *a): return super().__new__(cls, *a)
y = F([1]); y.attr = 1; print(y, y.attr, type(y | {2}).__name__, frozenset(y) is y, hash(y) == hash(frozenset([1])))
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): log.append((self.v, getattr(o, "v", o))); return self.v == getattr(o, "v", None)
log = []; {K(1), K(2), K(1)}; print(log); log.clear(); K(2) in {K(1)}; print(log)
class Clear(K):
    def __eq__(self, o): target.clear(); return False
target = {K(1)}; show(lambda: Clear(5) in target, lambda: len(target)); target = {K(1)}; show(lambda: target.add(Clear(5)) or len(target))
print({i: None for i in {3, 1, 2}}, list({"b", "a", "c"}), list(frozenset(range(20, 0, -1))), {0.5, -1, 2**61 - 1, 2**61, -2}, list(set("hello world")), {None, False, ""}, set(map(str, range(12))))
