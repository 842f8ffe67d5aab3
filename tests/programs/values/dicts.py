d = {"b": 1, "a": 2}
d["c"] = 3
print(d, list(d), d.keys(), d.values(), d.items(), len(d), "a" in d, d.get("z"), d.get("z", 0))
print(d.pop("a"), d.setdefault("q", []), d.popitem(), d)
d.update({"x": 1}, y=2)
d |= {"z": 3}
print(d, dict([(1, 2), (3, 4)]), dict(a=1), dict.fromkeys("ab", 0), {**d, "b": 9})
del d["x"]
for k in list(d): d[k] = k
print(d, {v: k for k, v in d.items()}, sorted(d.items()), d == dict(d), d.copy() is d)
try:
    for k in d: d[k + "!"] = 1
except RuntimeError as e:
    print(e)
class D(dict):
    def __missing__(self, k): return k * 2
print(D()["ab"], D(a=1), 1 in {1.0: "x"}, {True: 1, 1: 2})
print({(1, 2): 3}[1, 2], hash((1, "a")) == hash((1, "a")), list(reversed({"a": 1, "b": 2})))
try:
    {[]: 1}
except TypeError as e:
    print(e)
e = {i: i for i in range(20)}
for i in range(0, 20, 2): del e[i]
print(e, e.keys() & {1, 2, 3}, e.items() >= {(1, 1)})
print([type({'d': 1}.keys() & other).__name__ for other in (set('de'), frozenset('de'), frozenset(), ['d'], {'d': 2}.keys())])
