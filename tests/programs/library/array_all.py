# array.array: type codes and their limits, every method, slices, errors, buffers, pickling parts.
from array import array
import array as A
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
print(A.typecodes, A.ArrayType is array)
for c in 'bBhHiIlLqQfdu':
    a = array(c)
    print(c, a.itemsize, a.typecode, memoryview(a).format, memoryview(a).itemsize)
    for v in ('a', 'ab', 1.5, -129, -1, 256, 1 << 15, -1 << 15, 1 << 16, 1 << 31, (-1 << 31) - 1, 1 << 32, 1 << 63, (-1 << 63) - 1, 1 << 64, -1 << 70, None, b'a'):
        t(lambda: array(c, [v])[0])

# Making one.
for f in [lambda: array(), lambda: array('i', [1], 2), lambda: array(5), lambda: array('ii'), lambda: array('z'), lambda: array('i', 'a'), lambda: array('i', array('u', 'a')),
          lambda: array(typecode='i'), lambda: array('i', 5), lambda: array('i', b'abc'), lambda: array('i', b'abcdefgh'), lambda: array('i', bytearray(b'abcd')), lambda: array('u', 'héllo'),
          lambda: array('d', array('i', [1, 2])), lambda: array('i', {1: 2}), lambda: array('B', memoryview(b'ab')), lambda: array('i', (1, 2)), lambda: array('i', iter([1, 2])), lambda: array('i', [1, 'a'])]:
    t(f)

# As a sequence.
x = array('i', [1, 2, 3, 2])
for f in [lambda: x + [1], lambda: x + array('h', [1]), lambda: x + x, lambda: x.__iadd__([1]), lambda: x.__iadd__(array('h', [1])), lambda: x * 2, lambda: x * -1, lambda: 'a' * x, lambda: x[5], lambda: x[-1], lambda: x['a'],
          lambda: x[::2], lambda: x[::-1], lambda: x[3:1], lambda: 3 in x, lambda: 'a' in x, lambda: 2.0 in x, lambda: len(x), lambda: list(x), lambda: list(reversed(x)), lambda: x == array('d', [1, 2, 3, 2]), lambda: x < array('d', [1.5]), lambda: x == [1],
          lambda: x < [1], lambda: x != array('i'), lambda: x <= x, lambda: hash(x), lambda: x.index(2), lambda: x.index(2, 2), lambda: x.index(2, -1), lambda: x.index(9), lambda: x.index(2, 0, 1), lambda: x.count(2), lambda: x.count(), lambda: bool(array('i')), lambda: sorted(x), lambda: max(x), lambda: sum(x)]:
    t(f)

# Changing it.
for f in [lambda: x.append(7), lambda: x.append('a'), lambda: x.extend([8, 9]), lambda: x.extend(5), lambda: x.extend(array('h')), lambda: x.extend(x), lambda: x.extend([1, 'a']), lambda: x.pop(), lambda: x.pop(0), lambda: x.pop(99), lambda: array('i').pop(), lambda: x.remove(8), lambda: x.remove(99),
          lambda: x.insert(0, -1), lambda: x.insert(-1, 55), lambda: x.insert(99, 66), lambda: x.insert(0), lambda: x.insert('a', 0), lambda: x.reverse(), lambda: x.fromlist([1, 2]), lambda: x.fromlist((1,)), lambda: x.fromlist([1, 'a']), lambda: x.frombytes(b'abcd'), lambda: x.frombytes(b'abc'), lambda: x.frombytes('abcd'), lambda: x.fromunicode('a'),
          lambda: x.tounicode(), lambda: x.byteswap(), lambda: x.byteswap(), lambda: x.__setitem__(0, 5), lambda: x.__setitem__(0, 'a'), lambda: x.__setitem__(99, 1), lambda: x.__setitem__('a', 1), lambda: x.__setitem__(slice(0, 1), [1]), lambda: x.__setitem__(slice(0, 1), array('h')), lambda: x.__setitem__(slice(0, 3, 2), array('i', [1])),
          lambda: x.__setitem__(slice(0, 3, 2), array('i', [1, 2])), lambda: x.__setitem__(slice(1, 3), array('i', [70, 71, 72])), lambda: x.__setitem__(slice(2, 2), x), lambda: x.__delitem__(99), lambda: x.__delitem__(0), lambda: x.__delitem__(slice(None, None, 3)), lambda: x.__delitem__(slice(None, None, -4)), lambda: x.__imul__(2), lambda: x.tolist(), lambda: x.tobytes()[:12]]:
    t(f)
    print(x)
u = array('u', 'xyz'); u.fromunicode('ÄÖ\U0001f600'); print(u, u.tounicode(), u[3], u.tolist()); t(lambda: u.fromunicode(5)); t(lambda: u.append('ab')); t(lambda: array('u'))
t(lambda: array('u', b'\xff\xff\xff\xff')[0]); t(lambda: array('f', [0.1, 1e300, float('-inf')]))

# Memory: growth, and views that forbid it.
sizes = []
a = array('h')
for i in range(60):
    a.append(i)
    sizes.append(a.__sizeof__())
print(sizes, array('d', range(10)).__sizeof__(), array('d').__sizeof__())
m = memoryview(a)
for f in [lambda: a.append(1), lambda: a.pop(), lambda: a.__delitem__(0), lambda: a.extend([1]), lambda: a.__imul__(2), lambda: a.__imul__(1)[:3], lambda: a.__setitem__(slice(0, 1), array('h', [1, 2])), lambda: a.__setitem__(slice(0, 1), array('h', [9])), lambda: a.frombytes(b'abcd'), lambda: a.insert(0, 1), lambda: a.fromlist([1]), lambda: a.fromlist([]), lambda: m[0], lambda: m.__setitem__(1, -5), lambda: a[1], lambda: m.cast('B')[:4].tolist(), lambda: m.release(), lambda: a.append(-1), lambda: a[-1]]:
    t(f)
t(lambda: memoryview(array('u', 'a')).tolist()); t(lambda: memoryview(array('i', [1])) == memoryview(array('q', [1]))); t(lambda: memoryview(array('u', 'a')) == memoryview(array('u', 'a')))

# What copy and pickle use.
for f in [lambda: x.__reduce_ex__(2), lambda: array('l', [1]).__reduce_ex__(3)[1], lambda: array('u', 'a').__reduce_ex__(4)[1], lambda: array('d', [1]).__reduce_ex__(4)[1], lambda: x.__reduce_ex__('a'), lambda: A._array_reconstructor(array, 'i', 8, b'\1\0\0\0'), lambda: A._array_reconstructor(array, 'i', 9, b'\0\0\0\1'),
          lambda: A._array_reconstructor(array, 'i', 99, b''), lambda: A._array_reconstructor(int, 'i', 8, b''), lambda: A._array_reconstructor(array, 'z', 8, b''), lambda: A._array_reconstructor(array, 'i', 8, 'a'), lambda: A._array_reconstructor(array, 'i', 8, b'abc'), lambda: A._array_reconstructor(array, 'b', 8, b'\1\0\0\0'), lambda: A._array_reconstructor(array, 'd', 15, b'\x3f\xc0\0\0'),
          lambda: A._array_reconstructor(array, 'b', 12, b'\1\0\0\0\0\0\0\0'), lambda: A._array_reconstructor(array, 'i', 9, b'abc'), lambda: A._array_reconstructor(5, 'i', 9, b'abc'), lambda: x.__copy__() == x, lambda: x.__deepcopy__({}) is x, lambda: x.buffer_info()[1], lambda: x.tofile(5), lambda: x.fromfile(5, 1)]:
    t(f)
it = iter(array('i', [1, 2])); print(type(it), next(it), it.__reduce__()); it.__setstate__(0); print(list(it), it.__reduce__())
class S(array):
    pass
print(S('i', [1]), S('i', [1])[:], S('i', [1]) + S('i', [1]), S('i', [1]) * 2); t(lambda: S(typecode='i')); s = S('i', [1]); s.x = 5; print(s.__reduce_ex__(2)[2])
