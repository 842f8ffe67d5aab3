# struct: each format in each byte order, alignment, limits of values, buffers, and all its errors.
import struct
from struct import *
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)
values = ('a', b'a', b'', b'ab', 1.5, -1, True, 127, 128, 255, 256, 1 << 15, 1 << 16, 1 << 31, 1 << 32, 1 << 63, 1 << 64, 1 << 70, -129, -32769, -(1 << 31) - 1, -(1 << 63) - 1, -(1 << 70), 1e300, 65504.0, 65519.9, 65520.0, 5.96e-8, float('nan'), bytearray(b'a'), None, 10**400)
for c in 'cbB?hHiIlLqQnNPefdspx':
    for order in '@<>=!':
        line = []
        for value in values:
            try:
                line.append(pack(order + c, value).hex())
            except Exception as e:
                line.append(type(e).__name__ + ' ' + str(e)[:50])
        print(order + c, *line, sep=' | ')

# Formats: repeats, spaces, alignment.
for f in ['', 'i', 'z', '99999999999999999999i', '9223372036854775807i', '5', ' 5 i', 'i \n', 'i@', 'i\0', '5s', '0s', '5p', '1p', '300p', 'bi', '<bi', 'bxxi0q', 'bi0q', 'b0q', '@bhilqdP', '3c', 'P', '<P', '=l', '@l', '!q', 'é', b'i', b'3h', 5, None, '4611686018427387904h', '1<i', '?b', 'xi', 'hxxd']:
    t(lambda: calcsize(f))
for f in [lambda: pack('5s', b'ab'), lambda: pack('0s', b'ab'), lambda: pack('5p', b'abcdefg'), lambda: pack('1p', b'abc'), lambda: pack('0p', b'abc'), lambda: pack('300p', b'x' * 400)[:3], lambda: pack('bi', 1, 2), lambda: pack('<bi', 1, 2), lambda: pack('bxxi0q', 1, 2), lambda: pack('2h3xb', 1, 2, 3), lambda: pack(), lambda: pack(5), lambda: pack('z'), lambda: pack('i'), lambda: pack('i', 1, 2), lambda: pack(b'i', 1), lambda: pack('3i', 1, 2)]:
    t(f)

# Unpacking.
for f in [lambda: unpack('i', b''), lambda: unpack('i', 5), lambda: unpack('3c', b'abc'), lambda: unpack('5p', b'\x09abcd'), lambda: unpack('0p', b''), lambda: unpack('?', b'\2'), lambda: unpack('>5s', bytearray(b'hello')), lambda: unpack('e', b'\0\x7e'), lambda: unpack('<eee', b'\1\0\xff\x7b\0\xfc'), lambda: unpack('i', memoryview(b'abcdabcd')[::2]), lambda: unpack('i'), lambda: unpack('i', b'abcd', 1),
          lambda: unpack_from('i', b'abc'), lambda: unpack_from('i', b'abcdefgh', 2), lambda: unpack_from('i', b'abcdefgh', -2), lambda: unpack_from('i', b'abcdefgh', -20), lambda: unpack_from('i', b'abcdefgh', 100), lambda: unpack_from('i', b'abcdefgh', offset=-4), lambda: unpack_from('i'), lambda: unpack_from('i', b'12345678', 1 << 70), lambda: unpack_from('i', buffer=b'1234'), lambda: unpack_from('i', b'1234', 'a'),
          lambda: iter_unpack('i', b'abc'), lambda: iter_unpack('', b'abc'), lambda: list(iter_unpack('i', b'abcdefgh')), lambda: list(iter_unpack('<hb', b'abcdef')), lambda: iter_unpack('i', b'abcdefgh').__length_hint__(), lambda: iter_unpack('i', 5), lambda: type(iter_unpack('i', b''))]:
    t(f)

# Packing into a buffer.
b = bytearray(8)
for f in [lambda: pack_into('i', b, 2, 0x01020304), lambda: pack_into('i'), lambda: pack_into('i', b), lambda: pack_into('i', b, 6, 1), lambda: pack_into('i', b, -2, 1), lambda: pack_into('i', b, -20, 1), lambda: pack_into('i', b, -4, 9), lambda: pack_into('i', b'abcd', 0, 1), lambda: pack_into('i', b, 0), lambda: pack_into('i', b, 0, 1, 2), lambda: pack_into('i', b, 'a', 1), lambda: pack_into('i', b, 1 << 70, 1), lambda: pack_into('i', 5, 0, 1)]:
    t(f)
print(b)

# The type.
class X:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
    def __float__(self): return 2.5
    def __bool__(self): raise OSError('no truth')
for f in [lambda: Struct(), lambda: Struct(5), lambda: Struct('i').format, lambda: Struct(b'>i').format, lambda: Struct('3i').size, lambda: Struct('i').pack('a'), lambda: Struct('i').__sizeof__(), lambda: Struct('3i').__sizeof__(), lambda: Struct('3ih').__sizeof__(), lambda: Struct.__new__(Struct).size, lambda: Struct(format='h').pack(5), lambda: Struct('i').x,
          lambda: pack('i', X(7)), lambda: pack('i', X('a')), lambda: pack('q', X(1 << 70)), lambda: pack('>q', X(1 << 70)), lambda: pack('d', X(7)), lambda: pack('?', X(7)), lambda: pack('?', []), lambda: error.__mro__, lambda: struct.error is error, lambda: isinstance(Struct('i'), Struct), lambda: pack('e', 10**30), lambda: struct._clearcache()]:
    t(f)
class T(Struct):
    def twice(self, v): return self.pack(v) * 2
print(T('>h').twice(258), T('h').unpack(b'ab'))
s = Struct('i'); s.__init__('q'); print(s.format, s.size)
