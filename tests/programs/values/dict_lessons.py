# Dicts keep the order of insertion; equal keys are one key; views follow the dict; a dict may not change size under a loop.
d = {'b': 1, 'a': 2}; d['c'] = 3; d['b'] = 9; del d['a']; d['a'] = 4; print(d, list(d), list(reversed(d)), len(d))
print({1: 'int', 1.0: 'float', True: 'bool'}, {(1, 2): 'x'}[1, 2], {0.1 + 0.2: 1}.get(0.3), {None: 1, '': 2, 0: 3})
keys, values, items = d.keys(), d.values(), d.items(); d['z'] = 0
print(keys, values, items, 'z' in keys, ('z', 0) in items, 9 in values, keys & {'b', 'q'}, keys | ['n'], keys - d.keys(), keys ^ {'b'} == {'c', 'a', 'z'}, len(items), keys == {'a', 'b', 'c', 'z'}, keys <= {'a', 'b', 'c', 'z', 'y'})
print(d.get('q'), d.get('q', 0), d.setdefault('new', []), d.setdefault('b', 5), d.pop('new'), d.pop('q', 'gone'), d.popitem(), d)
d.update({'x': 1}, y=2); d.update([('z', 3)]); d |= {'w': 4}; print(d, d | {'x': 'r'}, {'x': 'l'} | d == d, {**d, 'x': 7}['x'], dict(d, k=1)['k'], dict([('a', 1), 'bc']), dict(zip('ab', [1, 2])), dict.fromkeys('ab'), dict.fromkeys([1], []), {k: v for v, k in enumerate('ab')})
print({'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {'a': 1} != {'a': 1.0}, {1: {2: {3: 'deep'}}}[1][2][3], dict(a=1).copy(), {}.clear(), bool({}), 'a' in {'a': None}, str({'a': [1, {'b': ()}]}))
class Missing(dict):
    def __missing__(self, key): return f'<{key}>'
m = Missing(a=1); print(m['a'], m['b'], m.get('b'), 'b' in m, f"{m['x']}", '%(q)s' % m, '{q}'.format_map(m))
r = {}; r['self'] = r; print(r, r == r)
for f in (lambda: {}['k'], lambda: {}[(1,)], lambda: {}[None], lambda: {[]: 1}, lambda: {}.pop('k'), lambda: {}.popitem(), lambda: dict(5), lambda: dict([1]), lambda: dict(['abc']), lambda: dict([('a', 1, 2)]), lambda: {} < {}, lambda: {} + {}, lambda: {}.update(5), lambda: dict(a=1, **{'a': 2}), lambda: dict({}, {}), lambda: {}.get(), lambda: {}.get([], 1), lambda: {}.setdefault(), lambda: {} | [], lambda: dict.fromkeys(5), lambda: {}.foo, lambda: {1: 2}.keys() & 5, lambda: {}.items().x, lambda: hash({}), lambda: {}.keys()[0], lambda: {**5}, lambda: next({})):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for change in (lambda d: d.update(new=1), lambda d: d.pop('b'), lambda d: d.update(b=5), lambda d: (d.pop('b'), d.update(q=1))):
    d = {'a': 1, 'b': 2, 'c': 3}
    try:
        for k in d: k == 'a' and change(d)
        print('fine', d)
    except RuntimeError as e:
        print(e, d)
