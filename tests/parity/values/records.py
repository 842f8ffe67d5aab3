# The records of struct: what a format packs, unpacks, iterates over and refuses.
import struct
from cases import run, shown

VALUES = [0, 1, -1, 127, 128, 255, 256, 32767, 65535, 65536, 2 ** 31, 2 ** 32, 2 ** 63, 2 ** 64, -2 ** 63, 1.5, 1e300, 1e-40, 65520.0, float('inf'), True, b'a', b'', b'abc', 'a', None]


def record(cases):
    """A format with values, most of which fit."""
    order, text, values = cases.among(('', '@', '=', '<', '>', '!')), '', []
    for _ in range(cases.below(5)):
        letter = cases.among('cbB?hHiIlLqQnNefdspPx')
        count = cases.among(('', '', '2', '0' if letter != 'p' else '3', ' '))  # CPython writes one byte too many for '0p'
        text += count + letter
        for _ in range(1 if letter in 'sp' else 0 if letter == 'x' else int(count.strip() or 1)):
            values.append(cases.among(VALUES) if cases.chance(4) else b'a' if letter in 'csp' else cases.integer(16) if letter in 'efd' else cases.below(100))
    return order + text, values


def damaged(cases, how):
    """The format with one character too many, too few or another."""
    at = cases.below(len(how) + 1)
    return how[:at] + cases.among(('', 'z', '@', '9', '\0', ' ', 'P', '\u20ac', '99999999999999999999')) + how[at + cases.below(2):]


def into(how, row, offset, values):
    row = bytearray(row)
    struct.pack_into(how, row, offset, *values)
    return row


def case(cases):
    how, values = record(cases)
    if cases.chance(10):
        how = damaged(cases, how)
    if cases.chance(8) and values:
        values.pop(cases.below(len(values)))
    row, offset = bytes([cases.below(256) for _ in range(cases.below(24))]), cases.below(10) - 5
    size = shown(struct.calcsize, how)
    exact = bytes([cases.among((0, 1, 127, 128, 255, cases.below(256))) for _ in range(int(size))]) if size.isdigit() and len(size) < 5 else b''
    return (how, values, size, shown(lambda: struct.pack(how, *values).hex()), exact, shown(struct.unpack, how, exact),
            shown(struct.unpack_from, how, row, offset), shown(into, how, row, offset, values),
            shown(lambda: list(struct.iter_unpack(how, exact * cases.below(3) + row[:cases.below(2)]))))


run(case)
