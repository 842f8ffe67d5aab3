# Lists share, copy and grow: aliasing, shallow copies, multiplication of nested lists, changes while iterating.
a = [1, 2, 3]; b = a; c = a[:]; d = list(a); e = a.copy(); f = [*a]
a.append(4); print(b, c, d, e, f, b is a, c == d == e == f)
grid = [[0] * 3] * 2; grid[0][0] = 5; print(grid); grid = [[0] * 3 for _ in range(2)]; grid[0][0] = 5; print(grid)
a = [1, 2, 3]; a += 'xy'; print(a); a = a + [1]; print(a); a *= 2; print(a); a[2:2] = a[:1]; print(a)
def spoil(items, more=[]):
    items.append('spoiled'); more.append(len(items))
    return more
print(spoil(a[:]), spoil([]), a[-1])
a = list(range(6))
for x in a:
    if x % 2 == 0: a.remove(x)
    if len(a) > 10: break
print(a)
a = [3, 1, 2]
for x in a:
    if len(a) < 8: a.append(x * 10)
print(a, a.index(10), a.count(3), a.pop(), a.pop(0), a.pop(-2), a)
a.insert(0, 'first'); a.insert(100, 'last'); a.insert(-1, 'before last'); print(a); a.remove('last'); a.reverse(); print(a, a.clear(), a)
rec = [1]; rec.append(rec); print(rec, rec == rec, rec[1] is rec, len(rec)); rec2 = []; rec2 += [rec2, {'self': rec2}]; print(rec2)
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], [[1], 2] == [[1], 2], [1, 'a'] == [1, 'b'], [float('nan')] == [float('nan')])
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2].index(1, 1), lambda: [1][1], lambda: [1]['0'], lambda: [1] + (2,), lambda: [1] * 1.5, lambda: [1] < (1,), lambda: [].append(), lambda: [].append(1, 2), lambda: [].insert(1), lambda: [].extend(5), lambda: [1].__setitem__(1, 0), lambda: [].sort(5), lambda: [1, 'a'].sort(), lambda: list(5), lambda: list(1, 2), lambda: [1].copy(1), lambda: [].foo, lambda: {}[[]], lambda: [1, 2].__delitem__(5), lambda: list(x=1), lambda: [].count()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
