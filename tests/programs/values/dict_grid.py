# Every method of dict and its views, order, changes during iteration, hostile keys.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

d = {"a": 1, 2: "b", None: 3, (1, 2): 4, 1.0: 5}
print(d, d[1], d.get(True), d.get("zz"), d.get("zz", 0), d.setdefault("a", 9), d.setdefault("new", 10), d.pop("new"), d.pop("zz", "default"), d.popitem(), list(d), len(d), 2 in d, "zz" in d)
show(lambda: d["zz"], lambda: d.pop("zz"), lambda: {}.popitem(), lambda: d[[]], lambda: d.get([]), lambda: d.setdefault([]), lambda: d.pop([]), lambda: [] in d, lambda: d.update(5), lambda: d.update([1]), lambda: d.update([(1, 2, 3)]), lambda: d.update(["ab"]), lambda: d.update(1, 2), lambda: d.update([("k", 1)], k=2), lambda: dict([("a", 1)], b=2), lambda: dict(5), lambda: dict([[1]]), lambda: dict([1]), lambda: dict(a=1, **{"b": 2}), lambda: dict({1: 2}, **{"x": 3}), lambda: dict(**{1: 2}), lambda: dict.fromkeys("ab"), lambda: dict.fromkeys([1, 2], []), lambda: dict.fromkeys(5), lambda: dict.fromkeys([[]]), lambda: d | {"z": 1}, lambda: d | [("z", 1)], lambda: {"a": 1} | {"a": 2, "b": 3}, lambda: d.__or__(5), lambda: d < {}, lambda: {1: 2} == {1: 2.0}, lambda: {1: 2} == [(1, 2)], lambda: hash({}), lambda: d.copy() == d, lambda: d.keys() & ["a", 5], lambda: d.keys() | {7} == {7}, lambda: {1: 2}.items() & {(1, 2)}, lambda: {1: []}.items() & {(1, 2)}, lambda: {1: []}.items() | set(), lambda: d.keys() - {"a"} == set(), lambda: {1: 2}.keys() ^ [1, 3], lambda: d.values() == d.values(), lambda: {1: 2}.keys() == {1}, lambda: {1: 2}.items() == {(1, 2)}, lambda: {1: 2}.keys() < {1, 2}, lambda: {1: 2}.keys().isdisjoint([3]), lambda: (1, 2) in {1: 2}.items(), lambda: 2 in {1: 2}.values(), lambda: 5 in {1: 2}.items(), lambda: [] in {1: 2}.keys(), lambda: d.keys().mapping["a"], lambda: list(reversed({"x": 1, "y": 2}.items())), lambda: d.keys()[0], lambda: {**5}, lambda: dict.__getitem__({}, 1), lambda: len({1: 2}.items()), lambda: repr({1: 2}.keys()), lambda: repr({}.values()), lambda: repr({"a": 1}.items()))
def mutate(op):
    m = {1: 1, 2: 2}
    try:
        for k in m: op(m, k)
        return m
    except RuntimeError as error: return str(error)
print(mutate(lambda m, k: m.pop(k)), mutate(lambda m, k: m.__setitem__(k, 9)), mutate(lambda m, k: m.__setitem__(k + 10, 9)), mutate(lambda m, k: (m.pop(k), m.__setitem__(k + 5, 1))), mutate(lambda m, k: m.clear()))
class K:
    def __init__(self, h, eq=None): self.h, self.eq = h, eq
    def __hash__(self): return self.h
    def __eq__(self, o): return self.eq(o) if self.eq else self is o
    def __repr__(self): return f"K{self.h}"
t = {K(1): "one"}; bad = K(1, lambda o: 1 / 0)
show(lambda: t[bad], lambda: bad in t, lambda: t.__setitem__(bad, 1), lambda: t.pop(bad, None), lambda: {bad: 1, K(2): 3})
clearing = {}; c = K(5, lambda o: clearing.clear() or False); clearing[K(5)] = 1; show(lambda: clearing.get(c), lambda: clearing); clearing[K(5)] = 1; show(lambda: clearing.setdefault(c, "set"))
show(lambda: {K("x"): 1}, lambda: {K(1 << 70): 1}, lambda: {type("U", (), {"__hash__": None})(): 1}, lambda: {slice(1): 1})
class Missing(dict):
    def __missing__(self, k): return ("missing", k)
m = Missing(a=1); print(m["a"], m["b"], m.get("b"), "b" in m, len(m), Missing.fromkeys("x"), type(m | {}).__name__, type(m.copy()).__name__)
class D(dict):
    def __getitem__(self, k): return "own"
    def keys(self): return ["fake"]
    def __iter__(self): return iter(["i"])
d2 = D(x=1); print(d2, dict(d2), {**d2}, d2["q"], d2.get("x"), list(d2), d2.items(), "{x}".format_map(d2), "%(x)s" % d2, dict(D(), y=2))
r = {}; r["self"] = r; print(r, {"a": r}); show(lambda: r == {"self": r})
o = {}
for i in range(10): o[i] = i
for i in range(0, 10, 2): del o[i]
o[0] = "back"; o[100] = 1; print(o, list(reversed(o)), o.popitem(), o.popitem())
import types, collections
p = types.MappingProxyType({"a": 1}); print(p, p["a"], p | {"b": 2}, len(p), list(p), p == {"a": 1}, p.get("q"), p.copy()); show(lambda: p.__setitem__("x", 1) if hasattr(p, "__setitem__") else exec("p['x'] = 1", {"p": p}), lambda: types.MappingProxyType(5), lambda: hash(p))
