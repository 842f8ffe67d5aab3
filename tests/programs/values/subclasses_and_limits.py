"""Subclasses of built-in types, keyword arguments, and numbers that do not fit 64 bits."""
import math
import warnings


class Letters(set):
    pass


class Frozen(frozenset):
    __slots__ = ('note', '__dict__')


print('a' in Letters('abc'), 'z' in Frozen('abc'), {1} in Letters([frozenset([1])]))

for kind, value in ((list, [1]), (tuple, (1,)), (set, {1}), (frozenset, {1}), (reversed, [1]), (float, 1)):
    plain = type('Plain', (kind,), {})
    with_init = type('WithInit', (kind,), {'__init__': lambda self, *args, extra: None})
    for made in (kind, plain, with_init):
        try:
            made(value, extra=3)
            print(made.__name__, 'takes it')
        except TypeError as error:
            print(error)

print(slice(None, None, 2**70).indices(10**30), range(10**30)[::10**25])
print(range(10).count(3.0), range(2**63).index(5.0))
print(math.comb(10**30, 10**30 - 2), math.comb(1, 2**100), math.perm(3, 2**100))
for text in ('0x0.ffffffffffffecp-1022', '0x1.8p1', '.8', '-0X1P-1074', '0x.fffffffffffff8p-1022', 'nan', ' -Infinity ', '0x1p-1075', '0x1.8p-1075'):
    print(text, float.fromhex(text))
for text in ('', '0x', '0x1p', '1.2.3', '0x1p5000', 'infinit'):
    try:
        float.fromhex(text)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)


class Half(float):
    pass


class Number:
    def __float__(self):
        return Half(0.5)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(float(Number()), [str(warning.message) for warning in caught])


class Text(str):
    def __float__(self):
        return 9.0


print(float(Text('8')), float(b'2.5'))
for source, order in ((0, 'big'), ('', 'big'), (b'a', 0), ([300], 'big')):
    try:
        print(int.from_bytes(source, order))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
memory = memoryview(bytearray(8))


class Release:
    def __index__(self):
        memory.release()
        return 4


try:
    memory[:Release()] = b'spam'
except ValueError as error:
    print(error)


def keys_of(kind):
    class Counted(int):
        asked = 0

        def __hash__(self):
            Counted.asked += 1
            return int.__hash__(self)

    keys = kind(map(Counted, range(5)))
    return dict.fromkeys(keys, 'x'), Counted.asked


print(keys_of(set), keys_of(frozenset), keys_of(list))
