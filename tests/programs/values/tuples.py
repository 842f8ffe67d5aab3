# Tuples: packing and unpacking, what is constant about them, and that they hold changeable things.
t = 1, 'a', [2]; a, b, c = t; (x, y), z = (1, 2), 3; first, *rest = 'abcd'; *init, last = range(4); head, *mid, tail = 'xy'
print(t, a, b, c, x, y, z, first, rest, init, last, head, mid, tail, (), (1,), 1,)
t[2].append(3); print(t, t + (4,), t * 2, t[1:], t[::-1], t.index('a'), t.count(1), len(t), 'a' in t, (1, 2) < (1, 3), (1,) < (1, 0), (2,) > (1, 99), () < (0,))
try:
    t[2] += [4]
except TypeError as e:
    print(e, t)
print(tuple('ab'), tuple([1]), tuple(), tuple({1: 2}), tuple(range(3)), tuple(t) is t, () is (), {(1, 2): 'key'}[1, 2], hash((1, 2)) == hash((1, 2)))
def many(): return 1, 2
p, q = many(); p, q = q, p; print(p, q, *many(), sep='-'); for_list = [(i, c) for i, c in [(1, 'x'), (2, 'y')]]; print(for_list, [k for k, _ in for_list])
[u, v] = 'mn'; print(u, v); i = 0; l = [5, 6, 7]; i, l[i] = 1, 9; print(i, l)
class P(tuple):
    def __new__(cls, *xs): return super().__new__(cls, xs)
    def __repr__(self): return 'P' + super().__repr__()
print(P(1, 2), P(1, 2) == (1, 2), P(1, 2) + (3,), P(1, 2)[:1], type(P(1)[:]).__name__, isinstance(P(), tuple))
def unpack(n, value):
    if n == 2: a, b = value
    else: a, *b, c = value
for f in (lambda: t.__setitem__(0, 1), lambda: t[5], lambda: t['a'], lambda: t.index('z'), lambda: t + [1], lambda: t < [1], lambda: unpack(2, (1, 2, 3)), lambda: unpack(2, (1,)), lambda: unpack(2, 5), lambda: unpack(2, 'abc'), lambda: unpack(3, [1]), lambda: hash(t), lambda: tuple(5), lambda: tuple(1, 2), lambda: (1, 'a') < (1, 2), lambda: t.append, lambda: (1,) * 'a', lambda: unpack(2, iter([1, 2, 3, 4])), lambda: tuple(a=1), lambda: t.__delitem__(0)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
