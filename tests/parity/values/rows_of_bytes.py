# Methods of bytes and bytearray, and memoryviews of them.
from cases import run, shown

PLAIN = ['capitalize', 'isalnum', 'isalpha', 'isascii', 'isdigit', 'islower', 'isspace', 'istitle', 'isupper', 'lower', 'strip', 'lstrip', 'rstrip', 'split', 'rsplit', 'splitlines', 'swapcase', 'title', 'upper', 'hex', '__len__', '__repr__', 'expandtabs']
SEARCH = ['count', 'endswith', 'find', 'index', 'rfind', 'rindex', 'startswith']
ONE = ['__add__', '__contains__', '__eq__', '__lt__', 'strip', 'lstrip', 'rstrip', 'partition', 'rpartition', 'removeprefix', 'removesuffix', 'split', 'rsplit', '__mod__']
VALUES = [0, 1, -1, 127, 128, 255, 256, 32767, 65535, 65536, 2 ** 31, 2 ** 32, 2 ** 63, 2 ** 64, -2 ** 63, 1.5, 1e300, 1e-40, 65520.0, float('inf'), True, b'a', b'', b'abc', 'a', None]


def data(cases, longest=12):
    alphabet = cases.among((b'ab', b'abcXYZ 019', b' \t\n\r\x0b\x0cab', bytes(range(256)), b'%d(a)s5.'))
    row = bytes([cases.among(alphabet) for _ in range(cases.below(longest + 1))])
    return bytearray(row) if cases.chance(3) else row


def limit(cases):
    return cases.among((None, 0, 1, 2, -1, -2, 5, 100, -100, 10 ** 30))


def change(cases):
    """A bytearray after some changes, each with what it gave."""
    row, log = bytearray(data(cases, 20)), []
    for _ in range(cases.below(6)):
        kind = cases.below(9)
        if kind == 0:
            log.append(shown(row.append, cases.among((0, 65, 255, 256, -1, 'a'))))
        elif kind == 1:
            log.append(shown(row.insert, cases.below(30) - 15, cases.below(300)))
        elif kind == 2:
            log.append(shown(row.pop, cases.below(30) - 15))
        elif kind == 3:
            log.append(shown(row.remove, cases.below(256)))
        elif kind == 4:
            log.append(shown(row.__setitem__, slice(limit(cases), limit(cases), cases.among((None, 1, 2, -1, 3))), data(cases, 6)))
        elif kind == 5:
            log.append(shown(row.__delitem__, slice(limit(cases), limit(cases), cases.among((None, 1, 2, -1, -3)))))
        elif kind == 6:
            log.append(shown(row.extend, cases.among((b'xy', [1, 2], [300], 'a', 5))))
        elif kind == 7:
            log.append(shown(row.__imul__, cases.below(4) - 1))
        else:
            row.reverse()
    return log, row


def view(cases):
    memory = memoryview(bytearray([cases.below(256) for _ in range(24)]))
    letter = cases.among('cbB?hHiIlLqQfd')
    part = memory.cast(letter)[limit(cases):limit(cases):cases.among((None, 1, 2, -1, -2))]
    shaped = memory.cast(letter, [2, 12 // memory.cast(letter).itemsize] if memory.cast(letter).itemsize < 8 else [3, 1])
    return letter, shown(part.tolist), part.shape, part.strides, shown(part.tobytes), shown(shaped.tolist), shown(shaped.tobytes, cases.among('CFA')), part == memory, shown(shaped.__getitem__, (cases.below(4), -cases.below(4))), shown(part.__setitem__, cases.below(4), cases.among(VALUES)), memory.hex()


def case(cases):
    kind = cases.below(10)
    row, part = data(cases, 30), data(cases, 3)
    if kind < 2:
        name = cases.among(PLAIN)
        return name, row, shown(getattr(row, name))
    if kind < 4:
        name, start, stop = cases.among(SEARCH), limit(cases), limit(cases)
        part = cases.among((part, part, cases.below(300), (part, b'a')))
        return name, row, part, start, stop, shown(getattr(row, name), part, start, stop)
    if kind == 4:
        name = cases.among(ONE)
        return name, row, part, shown(getattr(row, name), part)
    if kind == 5:
        count, width, fill = cases.below(6) - 2, cases.below(20) - 2, cases.among((b' ', b'*', b'', b'ab', 'a'))
        return row, part, count, shown(row.split, part, count), shown(row.rsplit, None, count), shown(row.replace, part, data(cases, 3), count), shown(row.splitlines, True), shown(row.center, width, fill), shown(row.rjust, width), shown(row.zfill, width)
    if kind == 6:
        return row, shown(lambda: row[limit(cases):limit(cases):cases.among((None, 1, 2, -1, -3, 0))]), shown(row.__mul__, cases.below(4) - 1), shown(row.hex, ':', cases.below(7) - 3), shown(row.translate, bytes(range(256)), part), shown(part.join, [row, b'x', row])
    if kind == 7:
        text = cases.text('0123456789abcdefABCDEF \n\tg\u0661', 10)
        return text, shown(bytes.fromhex, text), shown(bytearray, cases.among((3, -1, [1, 2], [256], 'a', 1.5))), shown(cases.among((b'%d', b'%s', b'%5.1f', b'%x', b'%c', b'%a', b'%r', b'%-4d|', b'%*d')).__mod__, cases.among((5, b'x', 1.5, 'a', 300, (3, 4))))
    if kind == 8:
        return change(cases)
    return view(cases)


run(case)
