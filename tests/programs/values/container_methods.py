# Lists, sorting, dicts, sets, ranges, slices, bytes, functions: sizes, orders, errors.
import sys
def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)
print([sys.getsizeof(x) for x in ([], [1], [1,2], list(range(10)), (), (1,), (1,2,3), {}, {'a': 1}, {1: 2}, set(), {1}, set(range(5)), set(range(20)), frozenset(range(100)), b'', b'a', b'abc', 1, 2**30, 2**60, 1.5, 1j, range(3), slice(1))])
l = []
sizes = []
for i in range(100):
    l.append(i); s = sys.getsizeof(l)
    if not sizes or sizes[-1] != s: sizes.append(s)
while l:
    l.pop(); s = sys.getsizeof(l)
    if sizes[-1] != s: sizes.append(s)
print(sizes)
d = {}; sizes = []
for i in range(1000):
    d[i if i % 2 else str(i)] = i; s = sys.getsizeof(d)
    if not sizes or sizes[-1] != s: sizes.append(s)
print(sizes, len(d))
d = {}; sizes = []
for i in range(1000):
    d[str(i)] = i; s = sys.getsizeof(d)
    if not sizes or sizes[-1] != s: sizes.append(s)
print(sizes)
st = set(); sizes = []
for i in range(3000):
    st.add(i * 7919); s = sys.getsizeof(st)
    if not sizes or sizes[-1] != s: sizes.append(s)
print(sizes)
words = 'the quick brown fox jumps over the lazy dog and runs away from it all forever more than ever before'.split()
print(set(words), frozenset(words), {len(w) for w in words}, set('hello world'), {i * i for i in range(30)}, set(range(-10, 10)))
a = set(words[:10]); b = set(words[5:])
print(a | b, a & b, a - b, a ^ b, b - a, a <= b, a < a, a <= a, a.isdisjoint(b), a.union(b, 'xyz'), a.intersection(b, words), a.difference(b), a.symmetric_difference(b))
c = set(a); c |= b; print(c); c = set(a); c &= b; print(c); c = set(a); c -= b; print(c); c = set(a); c ^= b; print(c)
c = set(words); 
for w in words[::2]: c.discard(w)
print(c, len(c)); c.add('new'); c.update('abc', [1, 2]); print(c); print(c.pop(), c.pop(), c); show(c.remove, 'zz'); show(set().pop); c.clear(); print(c, set([1]) == frozenset([1]), hash(frozenset(range(10))), hash(frozenset()), hash(frozenset(words)))
s1 = set(range(100))
for i in range(90): s1.remove(i)
print(s1, sys.getsizeof(s1)); s1.add(5); print(s1); print({1, 1.0, True}, {1, 2} | {3}, {frozenset([1]), frozenset([1])}, set([frozenset([1])]).__contains__(set([1])))
show(lambda: {[]}); show(lambda: {1} | [1]); show(lambda: set() < 1); show(set, 5); show(frozenset, 1, 2); show(hash, set())
print(hash((1, 2, 3)), hash(()), hash(('a', 1.5, None is None)), hash((1, (2, 3))), hash('abc'), hash(b'abc'), hash(range(10)), hash(1.5), hash(True))
l = [5, 3, 8, 1]
l.sort(); print(l); l.sort(reverse=True); print(l); l.sort(key=lambda x: -x % 5); print(l); l.insert(1, 9); l.insert(-1, 10); l.insert(100, 11); print(l)
l[1:3] = [7, 7, 7]; print(l); del l[0]; del l[::2]; print(l); l[::2] = [0] * len(l[::2]); print(l); l += (1, 2); l *= 2; print(l, l.index(2), l.count(2)); l.reverse(); print(l); l.extend('ab'); l.extend(x for x in range(3)); print(l, l.pop(), l.pop(0), l.pop(-2)); l.remove('a'); print(l[::-1], l[-3:], l[10:], l[1:8:3]); l.clear(); print(l)
show(l.pop); show([1].pop, 5); show([1].index, 2); show([1].remove, 2); show(lambda: [1][3]); show(lambda: [1]['a']); show(lambda: [1] + (2,)); show(lambda: [3, 'a'].sort()); show(lambda: [1].__setitem__(5, 1)); show(lambda: [1, 2, 3].__setitem__(slice(0, 3, 2), [1])); show(lambda: [].__setitem__(slice(0, 1), 5)); show(list, 5); show([].insert, 'a', 1); show(lambda: (1,)[2]); show(lambda: (1,)['a']); show(lambda: (1,) + [2]); show((1,).index, 5); show(tuple, 5); show(lambda: (1, 2) < (1, 'a')); show(lambda: [1] < (1,))
cmp = []
class K:
    def __init__(s, v): s.v = v
    def __lt__(s, o): cmp.append((s.v, o.v)); return s.v < o.v
seed = 12345; vals = []
for i in range(300):
    seed = (seed * 1103515245 + 12345) % 2**31; vals.append(seed % 1000)
r = sorted([K(v) for v in vals]); print([k.v for k in r] == sorted(vals), len(cmp), hash(tuple(cmp)))
for data in (list(range(100)) + list(range(50)), list(range(100, 0, -1)), [i % 10 for i in range(500)], list(range(200)) + [5] + list(range(100, 300)), [1] * 70 + [0] * 70, vals[:64], vals[:65]):
    cmp.clear(); r = sorted([K(v) for v in data], reverse=len(data) % 2 == 0); print([k.v for k in r][:10], len(cmp), hash(tuple(cmp)))
d = {'a': 1, 'b': 2}; d['c'] = 3; del d['a']; d['a'] = 4; print(d, list(d), d.keys(), d.values(), d.items(), d.get('z'), d.get('z', 0), d.setdefault('q', []), d.pop('b'), d.pop('b', None), d)
show(d.pop, 'zz'); show(lambda: d['zz']); show(lambda: {}.popitem()); show(dict, [1]); show(dict, [(1, 2, 3)]); show(dict, 5); show(d.update, [(1,)]); show(lambda: d[[]]); show(dict, a=1, b=2); show(dict, {'x': 1}, y=2); show(dict, [('k', 'v')]); show(dict.fromkeys, 'abc', 0); print(d.popitem(), d | {'z': 1}, {'z': 1} | d, d == dict(d), d != {}, list(reversed(d)), list(reversed(d.items())), list(reversed(d.values())))
print(d.keys() & {'a', 'c'}, d.keys() | ['x'], d.keys() - {'a'}, d.items() ^ {('a', 4)}, d.keys() == {'a', 'c', 'q'}, d.keys() >= {'a'}, d.keys().isdisjoint(['n']), ('a', 4) in d.items(), 'a' in d.keys(), 4 in d.values(), len(d.items()))
def mut():
    for k in d: d[k + 'x'] = 1
show(mut)
def mut2():
    s = {1, 2}
    for x in s: s.add(x + 10)
show(mut2)
e = {}; e['self'] = e; l = [e]; l.append(l); print(e, l); t = ([],); t[0].append(t); print(t); d.clear(); print(d)
class M(dict):
    def __missing__(self, k): return k * 2
m = M(a=1); print(m['zz'], m.get('zz'), m, m.copy(), type(m.copy()), M.fromkeys('ab'))
print(range(10)[2:5], range(0, 10, 3)[::-1], list(range(5, 0, -2)), 7 in range(0, 10, 7), range(10).index(3), range(10).count(3), range(0) == range(2, 2), range(10**30)[10**29], len(range(0, 100, 7)), list(reversed(range(3))), list(range(10**20, 10**20 + 3)), range(3) == range(0, 3, 1), repr(range(1, 5, 2)), range(5)[-1], 3.0 in range(5)); show(range, 1, 2, 0); show(range, 'a'); show(lambda: range(3)[5]); show(range(3).index, 7); show(len, range(10**30)); show(range); show(range, 1, 2, 3, 4); show(range, 1.5)
print(slice(1, 10, 2).indices(5), slice(None, None, -1).indices(5), slice(5), slice(1, 2) == slice(1, 2), slice(-3, None).indices(10)); show(slice(0, 1, 0).indices, 5); show(lambda: [1][slice(1.5)]); show(hash, slice(1))
print(bytes(3), bytes([1, 2]), bytes('é', 'utf8'), bytes(b'x'), b'abc'[1], b'abc'[::-1], b'a' + b'b', b'ab' * 2, b'b' in b'abc', 98 in b'abc', b'abc'.hex(), b'abc'.hex(':'), b'abcdef'.hex('-', 2), b'abcdef'.hex('-', -4), bytes.fromhex('01 ff'), b'a,b'.split(b','), b' a b '.split(), b'abc'.find(b'c'), b'abc'.replace(b'b', b'XX'), b'AbC'.swapcase(), b'abc'.upper(), b'a b'.title(), b'ab'.center(5), b'-1'.zfill(4), b'x'.join([b'1', b'2']), b'abc'.startswith((b'x', b'a')), b'a\tb'.expandtabs(), b'abc'.translate(bytes(range(256)), b'b'), b'ab'.partition(b'b'), b'\x00\xff\n\'"', b"it's", b'a\nb\r\nc'.splitlines(), b'%d %s %x' % (1, b'q', 255), b'abc' < b'abd', hash(b'')); show(bytes, [256]); show(bytes, -1); show(bytes, 'a'); show(lambda: b'a' + 'b'); show(lambda: b'a'[3]); show(lambda: 'a' in b'a'); show(lambda: 300 in b'a'); show(bytes.fromhex, 'zz'); show(bytes, 1.5); show(b'a'.index, b'z'); show(b'a'.join, ['x']); show(lambda: b'%s' % 'a'); show(lambda: b'%d' % 'a'); show(bytes, 'a', 'ascii', 'x', 1)
def f(a, b=2, *c, d: int = 4, **e): "doc"; return a
print(f.__name__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__module__, f.__qualname__, f.__closure__, f.__dict__); f.x = 5; print(f.x, f.__dict__); show(setattr, f, '__name__', 5); show(setattr, f, '__defaults__', 5); show(setattr, f, '__code__', 5); print(len.__name__, [].append.__name__, [].append.__qualname__, len.__module__, repr(len), [].append.__self__, dict.fromkeys.__qualname__)
def outer():
    v = 1
    def inner(): return v
    return inner
g = outer(); print(g.__closure__[0].cell_contents, g()); g.__closure__[0].cell_contents = 9; print(g())
class C:
    def m(self): return self
c = C(); print(c.m() is c, c.m == c.m, c.m.__func__ is C.m, c.m.__self__ is c, c.m.__name__, hash(c.m) == hash(c.m)); show(type(c.m), 1, 2); show(type(c.m), len, None)
mod = type(sys)("mm", "d"); print(mod, mod.__doc__, mod.__dict__.keys()); show(lambda: mod.nope); mod.__getattr__ = lambda n: n * 2; print(mod.nope); mod.y = 3; print(mod.y)
