# Integers of any size: arithmetic, bits, text in every base, formats, bytes, and what else takes them.
from cases import run, shown

BINARY = ['__add__', '__sub__', '__mul__', '__floordiv__', '__mod__', '__divmod__', '__truediv__', '__and__', '__or__', '__xor__', '__lt__', '__eq__', '__pow__', '__lshift__', '__rshift__']
UNARY = ['__neg__', '__pos__', '__abs__', '__invert__', '__bool__', '__float__', '__hash__', 'bit_length', 'bit_count', '__index__', '__sizeof__', '__ceil__', 'as_integer_ratio']


def numeral(cases):
    base = cases.among((0, 2, 3, 8, 10, 10, 10, 16, 36, 1, 37, -1))
    digits = '0123456789abcdefghijklmnopqrstuvwxyzABCXYZ'[:base + 2 if base > 1 else 12]
    text = cases.among(('', '', '-', '+', ' ', '\n')) + cases.among(('', '', '0', '0x', '0b', '0o', '0X', '0_', '0x_')) + cases.text(digits, cases.among((4, 12, 60, 200)))
    if cases.chance(4):
        at = cases.below(len(text) + 1)
        text = text[:at] + cases.among(('_', '__', ' ', '.', 'e', '\u0661', '\u0e55', '\0', '\u00a0', '-')) + text[at:]
    return text + cases.among(('', '', ' ', '_')), base


def spec(cases):
    return (cases.among(('', '', '<', '>', '^', '=', '*<', '0=', '\u20ac^')) + cases.among(('', '', '+', '-', ' ')) + cases.among(('', '', '#'))
            + cases.among(('', '', '0')) + cases.among(('', '', '8', '40', '3')) + cases.among(('', '', '', ',', '_'))
            + cases.among(('', '', '', '', '.2')) + cases.among(('', 'd', 'b', 'o', 'x', 'X', 'c', 'n', 'e', 'f', 'g', '%', 's', 'z')))


def percent(cases):
    return '%' + cases.text('-+ #0', 2) + cases.among(('', '', '5', '30', '*')) + cases.among(('', '.0', '.2', '.20')) + cases.among('diuxXoscraefgGl')


def case(cases):
    kind = cases.below(10)
    a = cases.integer(cases.among((8, 40, 70, 300, 2000)))
    b = cases.integer(cases.among((8, 40, 70, 300)))
    if kind < 3:
        name = cases.among(BINARY)
        if name in ('__pow__', '__lshift__', '__rshift__'):
            b = cases.integer(7)
            a = cases.integer(60) if name == '__pow__' else a
        return name, a, b, shown(getattr(a, name), b)
    if kind == 3:
        name = cases.among(UNARY)
        return name, a, shown(getattr(a, name))
    if kind == 4:
        text, base = numeral(cases)
        return text, base, shown(int, text, base), shown(int, text)
    if kind == 5:
        how = spec(cases)
        return a, how, shown(format, a, how)
    if kind == 6:
        how = percent(cases)
        return a, how, shown(how.__mod__, (7, a) if '*' in how else a)
    if kind == 7:
        size, order, signed = cases.below(12), cases.among(('little', 'big', 'big', 'x')), cases.chance(2)
        text = bytes([cases.below(256) for _ in range(cases.below(14))])
        return shown(lambda: a.to_bytes(size, order, signed=signed)), text, shown(lambda: int.from_bytes(text, order, signed=signed))
    if kind == 8:
        return a, b, shown(pow, a, cases.integer(12), b), shown(round, a, cases.integer(5)), shown(lambda: a + b * 1.5), shown(lambda: a < b + 0.5), shown(lambda: a == float(b) if abs(b) < 1 << 1000 else 0)
    return a, str(a), bin(a), oct(a), hex(a), repr(-a), shown(float, a), shown(complex, a), shown(chr, a)


run(case)
