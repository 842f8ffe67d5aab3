"""decimal: the operations of Decimal and of Context under contexts of many kinds, with the flags that they leave; numbers
from and to text; conversion, comparison, hashes, formats."""
import decimal as module
import math
import operator

from cases import run, shown
from fractions import Fraction

Decimal, Context = module.Decimal, module.Context
ROUNDINGS = [name for name in sorted(dir(module)) if name.startswith('ROUND_')]
SIGNALS = list(module.getcontext().flags)
UNARY = ('abs', 'copy_abs', 'copy_negate', 'logb', 'logical_invert', 'minus', 'next_minus', 'next_plus', 'normalize', 'plus', 'sqrt', 'to_integral_exact',
         'to_integral_value', 'number_class', 'to_sci_string', 'to_eng_string', 'is_normal', 'is_subnormal', 'is_zero', 'is_signed', 'is_snan',
         'create_decimal', 'copy_decimal', 'canonical', '_apply')
SLOW = ('exp', 'ln', 'log10', 'exp', 'ln', 'log10', 'sqrt')
BINARY = ('add', 'subtract', 'multiply', 'divide', 'divide_int', 'remainder', 'divmod', 'compare', 'compare_signal', 'compare_total', 'compare_total_mag',
          'copy_sign', 'logical_and', 'logical_or', 'logical_xor', 'max', 'max_mag', 'min', 'min_mag', 'next_toward', 'quantize', 'remainder_near',
          'rotate', 'scaleb', 'shift', 'same_quantum', 'add', 'subtract', 'multiply', 'divide', 'divide', 'quantize')
OPERATORS = (operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod, operator.lt, operator.le, operator.eq,
             operator.ne, operator.gt, operator.ge)


def context(cases):
    precision = cases.among((1, 2, 3, 5, 9, 9, 16, 28, 28, 34, 60))
    made = Context(prec=precision, rounding=cases.among(ROUNDINGS), capitals=cases.below(2), clamp=cases.below(8) == 0, flags=[], traps=[])
    kind = cases.below(4)
    if kind == 0:
        made.Emax, made.Emin = cases.among((1, 9, 50, 384, 999)), -cases.among((1, 9, 50, 383, 999))
    elif kind == 1:
        made.Emax, made.Emin = module.MAX_EMAX, module.MIN_EMIN
    for _ in range(cases.among((0, 0, 1, 2))):
        made.traps[cases.among(SIGNALS)] = True
    return made


def coefficient(cases):
    kind = cases.below(10)
    length = cases.among((1, 1, 2, 3, 5, 9, 10, 18, 19, 28, 29, 40, 80))
    if kind == 0:
        return '9' * length
    if kind == 1:
        return '1' + '0' * length
    if kind == 2:
        return '0' * length
    if kind == 3:
        return ''.join([cases.among('01') for _ in range(length)])
    if kind == 4:
        return cases.among(('5', '50', '25', '125', '49', '51', '500000', '499999', '500001', '33', '1'))
    return str(cases.bits(int(length * 3.33) + 1)) + '0' * cases.among((0, 0, 0, 3, 9))


def number(cases):
    """As text."""
    kind = cases.below(24)
    sign = cases.among(('', '', '', '-', '-', '+'))
    if kind == 0:
        return sign + cases.among(('Inf', 'Infinity', 'NaN', 'sNaN', 'NaN123', 'sNaN45', 'NaN' + coefficient(cases)))
    digits = coefficient(cases)
    if kind < 12:
        at = cases.below(len(digits) + 1)
        digits = digits[:at] + '.' + digits[at:]
    if kind % 2:
        return sign + digits
    exponent = cases.among((0, 1, -1, 2, -3, 7, -7, 20, -28, 60, -99, 384, -999, 9999, -99999, 999999, -1000026, 10 ** 18 - 1, cases.below(60) - 30))
    return '%s%s%s%d' % (sign, digits, cases.among('eE'), exponent)


def small(cases):
    return cases.among(('0', '1', '-1', '2', '3', '10', '-2', '0.5', '7', '1e1', '1E-2', '-5', '0.1', '100', '1e20', str(cases.below(40) - 20), number(cases)))


def decimal(cases):
    return Decimal(number(cases))


def left_behind(made):
    return ' '.join([signal.__name__ for signal in SIGNALS if made.flags[signal]])


def under(made, function, *arguments):
    return shown(function, *arguments) + ' | ' + left_behind(made)


def unary(cases):
    made = context(cases)
    return under(made, getattr(made, cases.among(UNARY)), decimal(cases))


def slow(cases):
    made = context(cases)
    value = Decimal(small(cases)) if cases.chance(2) else decimal(cases)
    if value.is_finite() and abs(value.adjusted()) > 400:
        value = value.scaleb(-value.adjusted(), Context(prec=999))
    if cases.chance(6):
        value = 1 + Decimal(cases.below(1999) - 999).scaleb(-cases.below(20))
    return under(made, getattr(made, cases.among(SLOW)), value)


def binary(cases):
    made = context(cases)
    name = cases.among(BINARY)
    right = Decimal(small(cases)) if name in ('rotate', 'scaleb', 'shift') or cases.chance(3) else decimal(cases)
    left = decimal(cases)
    if cases.chance(6):
        right = left.copy_negate() if cases.chance(2) else left
    if cases.chance(8):
        right = cases.among((1, -7, 10 ** 30, True, 1.5, 'x', None))
    return under(made, getattr(made, name), left, right)


def power(cases):
    made = context(cases)
    base, exponent = Decimal(small(cases)), Decimal(small(cases))
    if exponent.is_finite() and exponent.adjusted() > 30:
        exponent = exponent.scaleb(20 - exponent.adjusted(), Context(prec=999))
    if cases.chance(3):
        if base.is_finite() and base.adjusted() > 99:
            base = base.scaleb(30 - base.adjusted(), Context(prec=999))
        return under(made, made.power, base, exponent, Decimal(small(cases)))
    if cases.chance(3):
        exponent = Decimal(cases.below(200) - 100) / cases.among((1, 1, 2, 4, 10))
        base = decimal(cases)
        if base.is_finite() and abs(base.adjusted()) > 2000:
            base = Decimal(3)
    return under(made, made.power, base, exponent)


def ternary(cases):
    made = context(cases)
    return under(made, made.fma, decimal(cases), decimal(cases), decimal(cases))


def other(cases, value):
    """Of another type, and often of the same value."""
    kind = cases.below(7)
    if kind == 0:
        return cases.integer(60)
    if kind == 1 and value.is_finite() and abs(value.adjusted()) < 300:
        return cases.among((float, int, Fraction, complex))(value)
    if kind == 2:
        return cases.among((1.5, 0.1, float('inf'), float('nan'), -0.0, 1e300, 1 + 0j, 1j, Fraction(1, 3), '1', None, 10 ** 25, True))
    if kind == 3:
        return value.copy_negate()
    return decimal(cases)


def operate(cases):
    with module.localcontext(context(cases)) as made:
        left = decimal(cases)
        pair = (left, other(cases, left))
        if cases.chance(4):
            pair = pair[::-1]
        return under(made, cases.among(OPERATORS), *pair)


def method(cases):
    made = context(cases)
    value = decimal(cases)
    kind = cases.below(6)
    if kind == 0:
        return under(made, lambda: value.quantize(Decimal(small(cases)), cases.among(ROUNDINGS), made))
    if kind == 1:
        return under(made, lambda: value.to_integral_value(cases.among((None, *ROUNDINGS, 'x')), made))
    name = cases.among(('exp', 'compare', 'max', 'fma', 'is_normal', 'logb', 'shift', 'sqrt', 'next_toward', 'copy_sign', 'quantize'))
    arguments = [cases.among((1, Decimal(small(cases)), made, None, 2.5)) for _ in range(cases.below(4))]
    return under(made, getattr(value, name), *arguments) if name != 'exp' or not arguments else shown(getattr(Decimal(1), name), *arguments)


def damaged(cases, text):
    for _ in range(cases.among((0, 0, 1, 1, 2))):
        at = cases.below(len(text) + 1)
        text = text[:at] + cases.among(('', '0', '9', '.', '-', '+', 'e', 'E', '_', ' ', '\n', 'n', 'é', '\u0663', '\u2003', '\0', '\ud800', 'inf', 'nan')) + text[at + cases.below(3):]
    return text


def read(cases):
    made = context(cases)
    text = damaged(cases, number(cases))
    if cases.chance(2):
        return under(made, made.create_decimal, text)
    return under(made, Decimal, text, made)


def construct(cases):
    made = context(cases)
    digits = [cases.below(10) for _ in range(cases.below(12))]
    if cases.chance(6):
        digits.append(cases.among((10, -1, 'x', 1.0, True)))
    exponent = cases.among((0, 3, -5, 'F', 'n', 'N', 'x', None, 10 ** 19, cases.below(50) - 25))
    triple = (cases.among((0, 1, 0, 1, 2, '0', True)), cases.among((tuple, list, str))(digits) if cases.chance(9) else tuple(digits), exponent)
    value = cases.among((triple, triple, list(triple), triple[:2], cases.integer(), cases.integer(40) / 64, cases.bits(60) / 1e9, float('nan'), -float('inf'), None, b'1', 1j))
    if isinstance(value, float) and cases.chance(3):
        return under(made, cases.among((Decimal.from_float, made.create_decimal_from_float)), value)
    return under(made, cases.among((lambda given: Decimal(given, made), made.create_decimal)), value)


def convert(cases):
    value = decimal(cases)
    if value.is_finite() and abs(value.adjusted()) > 500:
        value = value.scaleb(-value.adjusted(), Context(prec=999))
    function = cases.among((int, float, complex, bool, round, math.floor, math.ceil, math.trunc, hash, str, repr, Decimal.as_tuple, Decimal.as_integer_ratio,
                            Decimal.adjusted, Decimal.__reduce__, lambda given: round(given, cases.below(9) - 4)))
    if function is hash and value.is_nan():
        function = str
    return shown(function, value)


def layout(cases):
    value = decimal(cases)
    if value.is_finite() and abs(value.adjusted()) > 200:
        value = value.scaleb(-value.adjusted(), Context(prec=999))
    spec = ''.join([cases.among(('', '', 'x<', '*^', '=', '>', 'é>', '\0<', '0=')), cases.among(('', '+', ' ', '-')), cases.among(('', '', 'z', '#')),
                    cases.among(('', '', '0', '00')), cases.among(('', '', '12', '30', '7')), cases.among(('', '', ',', '_')),
                    cases.among(('', '', '.0', '.2', '.10', '.')), cases.among(('', 'e', 'E', 'f', 'F', 'g', 'G', '%', 'n', 'd', 's', 'N'))])
    with module.localcontext(context(cases)):
        return shown(format, value, spec)


def case(cases):
    try:
        return ascii(cases.among((unary, slow, binary, binary, binary, power, ternary, operate, operate, method, read, construct, convert, layout))(cases))
    except Exception as error:
        return 'no case: %s: %s' % (type(error).__name__, error)


run(case)
