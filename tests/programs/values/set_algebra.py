# Sets: the four operations with any iterable by name, with sets only by sign; order of small ints; frozensets as keys.
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(a | b, a & b, a - b, b - a, a ^ b, a.union([9], 'x'), a.intersection([1, 3], range(5)), a.difference([1], [2]), a.symmetric_difference([1, 9]), a.isdisjoint([7]), a <= {1, 2, 3, 4, 5}, a < a, a <= a, a > {1}, a.issuperset([1]), a.issubset(range(9)), a == {4, 3, 2, 1}, a != frozenset(a))
c = set(a); c |= {8}; c &= {1, 2, 8}; c -= {1}; c ^= {2, 3}; print(c, c.add(5), c.discard(99), c.remove(5), sorted(c)); c.update([1], {2: 3}, 'z'); c.intersection_update([1, 2, 3]); c.difference_update([1]); c.symmetric_difference_update([3, 7]); print(sorted(c), len(c))
print(set(), {*()}, set('hello') == {'h', 'e', 'l', 'o'}, {1, True, 1.0}, {0, False, '', None} == {None, 0, ''}, frozenset([1, 2]) == {1, 2}, {frozenset([1]): 'k'}[frozenset([1])], type(frozenset('a') | {'b'}), type({1} | frozenset([2])), frozenset([3]).copy(), {x % 3 for x in range(10)}, {1, 2} in [{2, 1}], {frozenset()} == {frozenset()}, {1} in {frozenset([1])})
print([{i} for i in (5, 300)], {33, 1, 65, 8}, {10, 9, 8, 7}, {-1, -2, 0}, {1024, 1, 2048}, set(range(20, 0, -3)), {x * x for x in range(12)})
class S(set): pass
s = S([1]); s.name = 'own'; print(s, s | {2}, s.copy(), type(s & {1}).__name__, repr(frozenset()), repr(set()), repr(S()))
for f in (lambda: a + b, lambda: a | [1], lambda: [1] & a, lambda: a.remove(99), lambda: a.remove((1, 2)), lambda: set().pop(), lambda: {[]}, lambda: a.add([]), lambda: a[0], lambda: hash(a), lambda: set(5), lambda: set(1, 2), lambda: frozenset().add(1), lambda: a < [1], lambda: {1} < 'a', lambda: a.union(5), lambda: a.update(5), lambda: set([[1]]), lambda: {1: 2} | {3}, lambda: a.issubset(5), lambda: set(x=1), lambda: [] in a, lambda: {1} in a, lambda: a.discard({1, 2}), lambda: a.isdisjoint()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for change in (lambda s: s.add(99), lambda s: s.discard(2)):
    s = {1, 2, 3}
    try:
        for x in s: change(s)
        print('fine', s)
    except RuntimeError as e:
        print(e, s)
