# Lists, tuples, dicts, sets.
numbers = [3, 1, 2]
numbers.append(5)
numbers.extend([4, 0])
numbers.sort()
print(numbers, numbers.index(4), numbers.pop(), numbers.pop(0), numbers.count(2), sorted(numbers, reverse=True))
numbers.insert(1, "x")
numbers.remove("x")
numbers.reverse()
print(numbers, numbers + [9], numbers * 2, [1, 2] < [1, 3], len(numbers), min(numbers), max(numbers), sum(numbers))
print(sorted(["bb", "a", "ccc"], key=len), sorted("bca"), list(reversed([1, 2])), list(enumerate("ab", 1)))
d = {"one": 1, "two": 2}
d["three"] = 3
del d["one"]
print(d, d.get("x"), d.get("x", 0), "two" in d, list(d.items()), d.pop("two"), d.setdefault("k", []))
d.update(a=1)
print(d, len(d), dict([(1, 2)]), {**d}, d | {"z": 26}, list(d), d == dict(d))
s = {1, 2, 3}
s.add(4)
s.discard(1)
print(s, s & {2, 9}, s | {9}, s - {2}, s ^ {2, 9}, {2} <= s, frozenset("a"))
t = (1, 2, 3)
print(t, t[1:], t + (4,), t.index(2), (), (1,), hash(t) == hash((1, 2, 3)))
try:
    {[]: 1}
except TypeError as error:
    print(error)
try:
    t[0] = 1
except TypeError as error:
    print(error)
l = [1]
l.append(l)
print(l, any([0, 1]), all([]), list(map(str, [1])), list(filter(None, [0, 1])), list(range(10, 0, -3)))
