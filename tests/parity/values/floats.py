# Floats from and to text: repr, '%' and format() in every style, float() of random and of hard
# decimals, rounding, hex and ratio.
from cases import run, shown

SIMPLE = [0.0, 1.0, 0.5, 1e16, 1e22, 1e23, 123456789.125, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308]


def from_bits(bits):
    """The double with these 64 bits, without a module."""
    sign, exponent, fraction = bits >> 63, bits >> 52 & 2047, bits & (1 << 52) - 1
    if exponent == 2047:
        value = float('nan') if fraction else float('inf')
    elif exponent == 0:
        value = fraction * 5e-324
    elif exponent < 1000:
        value = (fraction | 1 << 52) * 2.0 ** (-537) * 2.0 ** (exponent - 538)
    else:
        value = (fraction | 1 << 52) * 2.0 ** (exponent - 1075)
    return -value if sign else value


def number(cases):
    kind = cases.below(10)
    if kind == 0:
        return cases.among(SIMPLE) * cases.among((1, -1))
    if kind == 1:
        return from_bits(cases.below(2047) << 52 | cases.among((0, 1, (1 << 52) - 1)))
    if kind < 4:
        return cases.integer(60) / 10 ** cases.below(20)
    if kind < 6:
        return float(cases.integer(53)) / 2 ** cases.below(12)
    return from_bits(cases.bits(64))


def numeral(cases):
    """A decimal: sometimes right between two floats, or one digit beside that."""
    kind = cases.below(6)
    if kind < 2:
        value = number(cases)
        if value != value or value in (float('inf'), float('-inf')) or value == 0:
            return 'inf'
        top, bottom = value.as_integer_ratio()
        top, bottom = 2 * top * 2 ** 54, bottom * 2 ** 54 * 2
        mantissa_top, unit = top, abs(bottom)
        digits = cases.below(40) + 17
        # half a unit in the last place above the value, when the value is large enough to say so
        scaled = (abs(mantissa_top) + (unit * 2 ** 0 // 2 ** 53)) * 10 ** digits // unit
        return ('-' if value < 0 else '') + str(scaled + cases.below(3) - 1) + 'e-' + str(digits)
    digits = cases.text('0123456789', cases.among((3, 10, 17, 30, 60)))
    point = cases.below(len(digits) + 1)
    text = digits[:point] + cases.among(('', '.', '.')) + digits[point:]
    if cases.chance(2):
        text += cases.among('eE') + cases.among(('', '+', '-')) + str(cases.below(cases.among((4, 30, 330))))
    if cases.chance(20):
        text = cases.among((' ', '\t', '+', '-', '_', '')) + text + cases.among((' ', '\n', '_', 'x', ''))
    if cases.chance(40):
        text = cases.among(('nan', 'inf', '-Infinity', '+nan', 'infinit', '1__0', '1_0.2_5', '0x1', '', ' ', '1e', '.', 'e5', '\u0661.\u0665')) + cases.text(' 1', 2)
    return cases.among(('', '', '-')) + text


def spec(cases):
    return (cases.among(('', '', '<', '>', '^', '=', '*<', '0=', '\u20ac^')) + cases.among(('', '', '+', '-', ' ', 'z')) + cases.among(('', '', '#'))
            + cases.among(('', '', '0')) + cases.among(('', '', '8', '20', '3')) + cases.among(('', '', '', ',', '_'))
            + cases.among(('', '', '.0', '.1', '.3', '.10', '.17', '.25')) + cases.among(('', 'e', 'E', 'f', 'F', 'g', 'G', '%', 'n', 'd', 'x', 's')))


def percent(cases):
    return ('%' + cases.text('-+ #0', 2) + cases.among(('', '', '5', '12')) + cases.among(('', '.0', '.2', '.12', '.30'))
            + cases.among('eEfFgGrsda'))


def case(cases):
    kind = cases.below(8)
    if kind < 2:
        value = number(cases)
        text = repr(value)
        return text, float(text) == value or value != value
    if kind < 4:
        text = numeral(cases)
        return text, shown(float, text)
    if kind == 4:
        value, how = number(cases), spec(cases)
        return value, how, shown(format, value, how)
    if kind == 5:
        value, how = number(cases), percent(cases)
        return value, how, shown(how.__mod__, value)
    if kind == 6:
        value = number(cases)
        return value, shown(round, value, cases.below(40) - 15), shown(round, value), shown(int, value)
    value = number(cases)
    return value, shown(value.hex), shown(value.as_integer_ratio), shown(hash, value) if value == value else '', shown(value.is_integer), shown(float.fromhex, value.hex())


run(case)
