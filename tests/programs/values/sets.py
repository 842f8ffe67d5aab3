s = {3, 1, 2}
s.add(4); s.discard(9); s.remove(1)
print(sorted(s), len(s), 3 in s, s | {9}, s & {3}, s - {3}, s ^ {3, 10}, s.issubset({2, 3, 4, 5}), s.isdisjoint({7}))
print(set("hello") == {"h", "e", "l", "o"}, frozenset([1, 2]), {frozenset([1])}, set(), {1, 2} == {2, 1}, sorted({1, 2} | {3}))
s.update([7], [8]); s.intersection_update({7, 8, 3}); print(sorted(s)); s -= {7}; s |= {1}; print(sorted(s))
print({i % 3 for i in range(10)}, set(range(5)), {"a", "b"} - {"a"}, [x for x in {1, 2, 3}], {*range(3)})
try:
    s.remove(99)
except KeyError as e:
    print("KeyError", e)
try:
    {[1]}
except TypeError as e:
    print(e)
print({"x", "y", "z", "apple", "banana"}, frozenset("abc") | {"d"}, set([1.0, 1, True]))
