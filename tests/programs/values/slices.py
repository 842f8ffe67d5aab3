# Slices: what they leave out means, negative steps, assignment and deletion, slice objects and their indices.
s = list('abcdefgh')
for part in ('[2:5]', '[:3]', '[5:]', '[:]', '[::2]', '[::-1]', '[-3:]', '[:-3]', '[6:2]', '[6:2:-1]', '[100:]', '[-100:2]', '[::-3]', '[1:7:3]', '[-1:-9:-2]', '[3:3]'):
    print(part, ''.join(eval('s' + part)), eval('tuple(s)' + part) == tuple(eval('s' + part)), eval('"abcdefgh"' + part) == ''.join(eval('s' + part)))
a = list(range(8)); a[2:5] = 'xy'; print(a); a[1:1] = [9, 9]; print(a); a[::3] = [0] * len(a[::3]); print(a); del a[::2]; print(a); a[:] = []; print(a); a[5:] = [1, 2]; print(a); a[:0] = a; print(a); a[-1:] = iter('pq'); print(a); del a[1:3]; print(a)
print(slice(3), slice(1, 2), slice(None, None, -1), slice(1, 9, 2).indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(2), slice(5, 1, -2).indices(10), slice(1, 2, 3).start, slice('a', [], 1.5), slice(1) == slice(None, 1, None), slice(1, 2) < slice(1, 3))
class Show:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print('set', key, value)
    def __delitem__(self, key): print('del', key)
x = Show(); print(x[1:2], x[1:2, 3], x[...], x[::], x[:, None], x[()], x[1:2:3]); x[1:] = 5; del x[:, 1]
for f in (lambda: s['a':], lambda: s[::0], lambda: s[1.0:], lambda: s.__setitem__(slice(0, 4, 2), [1]), lambda: s.__setitem__(slice(0, 2), 5), lambda: s[None], lambda: s[1, 2], lambda: slice(), lambda: hash(slice(1)), lambda: slice(1).indices(-1), lambda: slice(1).indices('a'), lambda: slice('a').indices(5), lambda: slice(1, 2, 3, 4), lambda: setattr(slice(1), 'start', 2), lambda: 'abc'[1:2] + 1):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
