l = [3, 1, 2]
l.append(4); l.insert(0, 0); l.extend([5, 6])
print(l, l[1:4], l[::-1], l[-2:], l[::2], l.index(2), l.count(1), l.pop(), l.pop(0), l)
l.sort(); print(l); l.sort(reverse=True, key=lambda x: x % 3); print(l); l.reverse(); print(l)
l[1:3] = ["a", "b", "c"]; print(l); del l[0], l[-1]; print(l); l[::2] = [7, 8]; print(l)
print(sorted([3, 1, 2]), min(l, key=str), list("abc"), [1, [2, [3]]], [None] * 2, [] or "empty")
a = [1]; a.append(a); print(a, a == a)
b = l.copy(); b.clear(); print(b, l, l + [1], 2 * [0], [1, 2, 3] > [1, 2])
t = (1, 2, 3); print(t[1:], t + (4,), t * 2, t.count(1), t.index(3), (1,), (), len(t), hash(t) == hash((1, 2, 3)))
print([1, 2, 3, 4, 5][1:-1:2], range(10)[2:8:3], list(range(10, 0, -3)), 5 in range(0, 10, 5), range(5) == range(0, 5, 1), len(range(0, 100, 7)))
try:
    l[10] = 1
except IndexError as e:
    print(e)
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
print(all([]), any([]), sum([[1], [2]], []), max(3, 1, 2), min("b", "a"), list(zip([1, 2], "ab", [True, False])), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as e:
    print(e)
