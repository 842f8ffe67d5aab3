# bytearrays: every change, its size and its errors.
import sys
def show(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)
a = bytearray(b'hello')
a.append(33); a.extend(b' you'); a.extend([65, 66]); a.insert(0, 60); a.insert(-1, 61); print(a, len(a), a.pop(), a.pop(0), a.remove(108), a)
a[0] = 72; a[1:3] = b'EYYY'; print(a); del a[0]; del a[::2]; print(a); a[::2] = bytes(len(a[::2])); print(a); a += b'xyz'; a *= 2; print(a, a[2:5], a[::-1], a[-1], a.find(b'xyz'), a.count(b'x'), 120 in a, b'yz' in a)
a.reverse(); print(a, a + b'q', b'q' + a, a == bytes(a), a < b'zzz', type(a[1:2]), type(a.upper()), a.upper(), a.split(b'z'), a.replace(b'x', b'--'), a.hex(), bytearray.fromhex('0aff'), ascii(a.decode('latin-1')))
sizes = []
b = bytearray()
for i in range(200):
    b.append(i); s = sys.getsizeof(b)
    if not sizes or sizes[-1] != s: sizes.append(s)
print(sizes, sys.getsizeof(bytearray()), sys.getsizeof(bytearray(b'abc')))
show(a.append, 256); show(a.append, 'a'); show(a.pop, 99); show(bytearray().pop); show(lambda: a[999]); show(lambda: a['x']); show(a.remove, 1); show(lambda: a + 'x'); show(bytearray, 'a'); show(bytearray, [300]); show(bytearray, -1); show(lambda: a.__setitem__(slice(0, 4, 2), b'abc')); show(hash, a); show(a.__setitem__, 0, 300); show(lambda: a.__setitem__(slice(0, 1), 'x')); show(a.insert, 0, -1); show(a.extend, 5); show(bytearray, 1.5)
a.clear(); print(a, list(bytearray(b'abc')), bytearray(3), bytearray('é', 'utf8'), bytearray(b'%d') % 5, bytearray(b'abc').copy(), bytearray(b'a').join([b'1', bytearray(b'2')]), b'x'.join([bytearray(b'2'), b'3']))
