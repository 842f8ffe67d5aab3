"""Decimals from every kind of value, and as text: formats, locales' points and groups, tuples, ratios, hashes."""
import copy
import math
import pickle
import sys
from decimal import *
from fractions import Fraction
from numbers import Number

for value in ('3.14', ' -1_000.5e-3 ', '١٢٣', 'Infinity', '-inf', 'nan', 'sNaN0012', '.5', '5.', '1e5', '1E+1000000', 7, -10 ** 40, True, 0.1, -0.0, float('inf'),
              (1, (1, 2, 3), -2), [0, [0], 3], (0, (), 'F'), (1, (4, 5), 'n'), (0, (9,), 'N'), Decimal('1.0'), (0, (), 0), 2.0 ** 70, 5e-324):
    number = Decimal(value)
    print(repr(number), number.to_eng_string(), number.as_tuple(), number.number_class())
for value in ('', '.', 'e5', '1e', '1..2', '1 2', 'infin', 'nanx', '1\0', 'é', None, b'1', 1j, (1, 2), (2, (1,), 0), (0, (10,), 0), (0, 1, 0), (0, (1,), 'x'), (0, (1,), 1.5)):
    try:
        print(Decimal(value))
    except Exception as error:
        print(repr(value), type(error).__name__, error)

for spec in ('', 'f', '.2f', ',.1f', '+012.3e', 'E', '%', '.1%', 'g', '.3g', '*^20', 'é>12', '=+15', '\0<12', '012,.1f', 'z.0f', 'n', '10', '-z.1f', '.0e'):
    print(repr(spec), *[repr(format(Decimal(text), spec)) for text in ('1234567.891', '-0.00012', '-0', '1E+9', 'NaN', '-Infinity')])
for spec in ('d', '.f', '<>', '00', '5_', 'x', '1.2.3', ',n', '=05', 's'):
    try:
        print(format(Decimal(1), spec))
    except ValueError as error:
        print(repr(spec), error)
locale = {'decimal_point': '٫', 'thousands_sep': '’', 'grouping': '\3\2'}
print(Decimal('-12345678.5').__format__('n', locale), Decimal('1234.5').__format__('015n', locale), Decimal('1e20').__format__('.3f', locale))
for wrong in ({'decimal_point': ''}, {'decimal_point': 'x' * 5}, {'thousands_sep': 5}, []):
    try:
        print(Decimal(1).__format__('n', wrong))
    except Exception as error:
        print(type(error).__name__, error)

number = Decimal('-1234.5678')
print(int(number), float(number), complex(number), round(number), round(number, 2), round(number, -2), math.floor(number), math.ceil(number), math.trunc(number))
print(number.as_integer_ratio(), number.real, number.imag, number.conjugate(), bool(Decimal('0.0')), +number, -number, abs(number), number.adjusted())
print(hash(Decimal('1.5')) == hash(1.5), hash(Decimal(10) ** 25) == hash(10 ** 25), hash(Decimal('-1')), hash(Decimal('Inf')), hash(Decimal('0.1')) == hash(Fraction(1, 10)))
print(Decimal('0.5') == 0.5, Decimal(1) == 1 + 0j, Decimal('0.25') < Fraction(1, 3), Decimal(3) > 2.5, Decimal('NaN') != Decimal('NaN'), Decimal(1) == '1')
print(isinstance(number, Number), sys.getsizeof(number), sys.getsizeof(Decimal(10 ** 100)), copy.copy(number) is number, copy.deepcopy(number) is number)
for operation in (lambda: Decimal(1) + 1.5, lambda: Decimal(1) < 1j, lambda: Decimal(1) < 'x', lambda: hash(Decimal('sNaN')), lambda: int(Decimal('NaN')), lambda: int(Decimal('Inf')),
                  lambda: float(Decimal('sNaN')), lambda: Decimal('Inf').as_integer_ratio(), lambda: Decimal(1).quantize(), lambda: Decimal(1).exp(5),
                  lambda: Decimal(1).compare(1.5), lambda: getcontext().add(1), lambda: Decimal(1).fma(1), lambda: round(Decimal(1), 'x')):
    try:
        print(operation())
    except Exception as error:
        print(type(error).__name__, error)


class Money(Decimal):
    def __repr__(self):
        return f'Money({self})'


price = Money('9.99')
print(repr(price), price + 1, repr(Money.from_float(0.5)), pickle.loads(pickle.dumps(Decimal('1.20'))), Decimal(price), type(Decimal(price)).__name__)
print(Decimal('12.0').compare_total(Decimal(12)), Decimal('1101').logical_invert(Context(prec=6)), Decimal(12345).rotate(2, Context(prec=5)), Decimal(12345).shift(-2),
      Decimal('1.5').next_plus(Context(prec=3)), Decimal(3).next_toward(2, Context(prec=2)), Decimal(7).remainder_near(4), Decimal('1e3').scaleb(-5), Decimal('1.200').normalize())
