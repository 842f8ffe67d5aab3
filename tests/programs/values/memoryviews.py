# memoryview: reading, writing, slicing, casting and releasing other objects' bytes; every error.
def t(f):
    try:
        r = f()
        print('<memory>' if isinstance(r, memoryview) else repr(r))
    except Exception as e:
        print(type(e).__name__, e)
m = memoryview(bytearray(24))
t(lambda: memoryview(5)); t(lambda: memoryview()); t(lambda: memoryview(b'', b'')); t(lambda: memoryview(object=b'a')); t(lambda: memoryview(x=b'a'))
print(m.obj is memoryview(m).obj, m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, m.contiguous, memoryview(b'a').readonly)

# Indexes and slices.
t(lambda: m['a']); t(lambda: m[24]); t(lambda: m[-25]); t(lambda: m[1.0]); t(lambda: m[10**30]); t(lambda: m[-1]); t(lambda: m[0:0].shape)
m[0] = 5; m[1:4] = b'abc'; m[4:8:2] = b'xy'; m[::-6] = m[::6]
print(bytes(m), m[1:4].tolist(), m[::-5].tolist(), m[::7].strides, list(m[:3]), list(reversed(m))[:3], 97 in m, b'a' in m)
t(lambda: m.__setitem__(0, 256)); t(lambda: m.__setitem__(0, 'a')); t(lambda: m.__setitem__(0, 1.5)); t(lambda: m.__setitem__(99, 0)); t(lambda: m.__setitem__('a', 0))
t(lambda: m.__setitem__(slice(0, 2), b'abc')); t(lambda: m.__setitem__(slice(0, 2), [1, 2])); t(lambda: m.__delitem__(0)); t(lambda: memoryview(b'a').__setitem__(0, 1)); t(lambda: memoryview(b'a').__delitem__(0))

# Every native format: its size, its limits.
for letter in 'cbB?hHiIlLqQnNPfd':
    v = m.cast(letter)
    print(letter, v.itemsize, v.shape, v.format, [v[0], v[-1]] == [v.tolist()[0], v.tolist()[-1]])
    for value in (0, 1, -1, 127, 128, 255, 2**15, 2**16 - 1, 2**31, -2**63, 2**63, 2**64 - 1, 2**64, True, 1.5, 1e300, b'z', b'zz', 'z', None):
        try:
            v[0] = value
            print(v[0], end=' ')
        except Exception as e:
            print(type(e).__name__[0] + str(e)[12:24], end=' ')
    print()
    m[:8] = bytes(range(8))

# Casting, and more than one dimension.
for f in ('<i', '', 'e', 'x', '@', '@@', 'ii', 'é', 5, '@i', 'b'):
    t(lambda: m.cast(f).format)
t(lambda: m.cast('i').cast('h')); t(lambda: m[:3].cast('h')); t(lambda: m[::2].cast('B')); t(lambda: m.cast('B', [1] * 65)); t(lambda: m.cast('B', [2, 12]).cast('B', [12, 2]))
for shape in ([], [24], [5], (2, 12), [0, 1], [-1, 1], [3.0, 1], [1 << 40, 1 << 40], 5, [True, 24], [1] * 64):
    t(lambda: m.cast('B', shape).shape)
t(lambda: memoryview(b'').cast('B', [0, 0])); t(lambda: memoryview(b'').cast('i').shape); t(lambda: m.cast()); t(lambda: m.cast(format='B', shape=(2, 12)).strides)
z = m[:1].cast('B', [])
t(lambda: z[()]); t(lambda: z[...]); t(lambda: z[0]); t(lambda: z.tolist()); t(lambda: (z.shape, z.ndim, len(z))); t(lambda: iter(z)); t(lambda: z.__setitem__((), 9)); t(lambda: z.tobytes()); t(lambda: z.__setitem__(0, 9)); t(lambda: z.cast('b')[0])
d = m.cast('i', [2, 3])
print(d.shape, d.strides, d.suboffsets, d.ndim, d.nbytes, d.itemsize, d.c_contiguous, d.f_contiguous, d.contiguous, d.readonly, len(d))
t(lambda: d[0]); t(lambda: d[0, 1]); t(lambda: d[0:1]); t(lambda: d[0, 1, 2]); t(lambda: d[0,]); t(lambda: d[()]); t(lambda: d[0:1, 0:1]); t(lambda: d[0, 3]); t(lambda: d[2, 0]); t(lambda: d[-1, -1]); t(lambda: d['a', 0]); t(lambda: iter(d)); t(lambda: list(d))
t(lambda: d[1:].tolist()); t(lambda: d[::-1].tolist()); t(lambda: d.tobytes('F')); t(lambda: d[::-1].tobytes('F')); t(lambda: d[::-1].tobytes('A')); t(lambda: d[::-1].c_contiguous); t(lambda: d[:1].contiguous)
t(lambda: d.__setitem__((0, 1), 7)); t(lambda: d.tolist()); t(lambda: d.__setitem__(0, 1)); t(lambda: d.__setitem__(slice(0, 1), d)); t(lambda: d.__setitem__((slice(0, 1), slice(0, 1)), d))

# Comparison and hash.
print(d == m, d == d[:], m.cast('b') == m, m == bytes(m), bytes(m) == m, m.cast('i') == m.cast('I'), memoryview(b'ab') == memoryview(b'abc')[:2], m != 5)
nan = memoryview(bytearray(b'\0\0\xc0\x7f')).cast('f')
print(nan == nan, memoryview(b'\1\0\0\0').cast('i') == memoryview(b'\1\0').cast('h'), memoryview(b'\2\1').cast('?') == memoryview(b'\1\2').cast('?'))
t(lambda: m < m); t(lambda: hash(m)); t(lambda: hash(memoryview(b'abc')) == hash(b'abc')); t(lambda: hash(memoryview(b'abcd').cast('i'))); t(lambda: hash(memoryview(b'abc')[::2]) == hash(b'ac')); t(lambda: {memoryview(b'abc'): 1}[b'abc']); t(lambda: hash(memoryview(bytearray(1)).toreadonly()))

# What else takes bytes.
t(lambda: m.tobytes('x')); t(lambda: m.tobytes(5)); t(lambda: m.tobytes(order=None)); t(lambda: m.hex(':', 2)); t(lambda: m[::2].hex()); t(lambda: bytes(m[::3])); t(lambda: bytearray(m[::8]))
t(lambda: b''.join([m[::4], b'x'])); t(lambda: b''.join([m[:2], b'x'])); t(lambda: b'abc' + m[::8]); t(lambda: b'abc' + m[:3]); t(lambda: m.index(1)); t(lambda: m + m); t(lambda: m * 2); t(lambda: int(memoryview(b'12'))); t(lambda: float(memoryview(b'12.5'))); t(lambda: str(memoryview(b'ab'), 'ascii')); t(lambda: str(memoryview(b'abcd')[::2], 'ascii'))
t(lambda: b'abcd'.find(memoryview(b'dcba')[::-1])); t(lambda: b'abcd'.startswith(memoryview(b'ab'))); t(lambda: int.from_bytes(memoryview(b'abcd')[::2], 'big')); t(lambda: b'%b' % memoryview(b'xy')); t(lambda: b'%s' % memoryview(b'xyz')[::2]); t(lambda: bytearray(b'x').__iadd__(memoryview(b'abcd')[::2])); t(lambda: bytearray(b'x').__iadd__(memoryview(b'abcd')))
b = bytearray(b'abcdef'); b[1:3] = memoryview(b'123456')[::2]; print(b); t(lambda: b.extend(memoryview(b"xyz")[::2])); t(lambda: bytearray(b"q") == memoryview(b"abq")[::-1])

# Release: the owner cannot change its size while a view is out.
b = bytearray(b'abc'); v = memoryview(b); w = memoryview(v)
t(lambda: b.append(1)); t(lambda: v.release()); t(lambda: v[0]); print(repr(v)[:9], repr(w)[:7]); t(lambda: w[0]); t(lambda: b.append(1)); t(lambda: b.clear()); t(lambda: w.release()); t(lambda: b.append(1)); print(b)
print(v == w, v == v, v != b)
for f in (lambda: v.obj, lambda: hash(v), lambda: len(v), lambda: v.tolist(), lambda: v.tobytes(), lambda: v.hex(), lambda: v.shape, lambda: v.cast('b'), lambda: v.toreadonly(), lambda: v.__enter__(), lambda: v.release(), lambda: memoryview(v), lambda: bytes(v), lambda: v.__setitem__(0, 1)):
    t(f)
with memoryview(b) as x:
    print(x[0])
t(lambda: x[0])
it = iter(memoryview(b)); print(type(it), next(it)); t(lambda: it.__length_hint__())
t(lambda: m.toreadonly().readonly); t(lambda: m.toreadonly().obj is m.obj); t(lambda: m.__sizeof__()); t(lambda: d.__sizeof__()); t(lambda: type('X', (memoryview,), {})); t(lambda: m.x); t(lambda: m.release(1)); t(lambda: memoryview.release(5)); t(lambda: m.__class_getitem__)
