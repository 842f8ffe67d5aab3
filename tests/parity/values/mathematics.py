# Every function of math and cmath, to the last bit, on usual, special and huge arguments.
import cmath
import math
from cases import run, shown

inf, nan = float('inf'), float('nan')
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, inf, -inf, nan, 5e-324, -5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 1e16, 709.8, 710.5, 6.8e153, 1e155, 1e-155, math.pi, math.pi / 2, 0, 1, 2, -3, 10 ** 30, 10 ** 400, -10 ** 400]
ONE = ['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'ceil', 'cos', 'cosh', 'degrees', 'erf', 'erfc', 'exp', 'exp2', 'expm1', 'fabs', 'floor', 'frexp', 'gamma', 'isfinite', 'isinf', 'isnan', 'lgamma', 'log', 'log10', 'log1p', 'log2', 'modf', 'radians', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc', 'ulp']
TWO = ['atan2', 'copysign', 'fmod', 'hypot', 'log', 'nextafter', 'pow', 'remainder', 'isclose']
WHOLE = ['gcd', 'lcm', 'comb', 'perm', 'isqrt', 'factorial']
COMPLEX = ['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'exp', 'log', 'log10', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'phase', 'polar', 'isnan', 'isinf', 'isfinite']


def real(cases):
    kind = cases.below(6)
    if kind == 0:
        return cases.among(SPECIAL)
    if kind == 1:
        return math.ldexp(cases.integer(53), cases.below(120) - 100)
    if kind == 2:
        return (cases.bits(40) / 2 ** 40 - 0.5) * cases.among((2, 4, 20, 400, 1500))
    if kind == 3:
        return cases.integer(cases.among((8, 64, 1200)))
    return math.ldexp(cases.bits(53) / 2 ** 53 - 0.5, cases.below(2084) - 1060)


def part(cases):
    """A part of a complex number; sometimes special, never an int that is no float."""
    while True:
        value = real(cases)
        if not isinstance(value, int) or abs(value) < 10 ** 300:
            return float(value)


def case(cases):
    kind = cases.below(8)
    if kind < 3:
        name, x = cases.among(ONE), real(cases)
        return name, x, shown(getattr(math, name), x)
    if kind == 3:
        name, x, y = cases.among(TWO), real(cases), real(cases)
        return name, x, y, shown(getattr(math, name), x, y)
    if kind == 4:
        name = cases.among(WHOLE)
        arguments = [cases.integer(cases.among((4, 8, 8))) if name in ('comb', 'perm', 'factorial') else cases.integer(300) for _ in range(1 if name in ('isqrt', 'factorial') else 2)]
        return name, arguments, shown(getattr(math, name), *arguments)
    if kind == 5:
        values = [part(cases) for _ in range(cases.below(8))]
        others = [part(cases) for _ in values]
        return values, shown(math.fsum, values), shown(math.hypot, *values), shown(math.dist, values, others), shown(math.prod, values), shown(math.ldexp, part(cases), cases.integer(12))
    name, z = cases.among(COMPLEX), complex(part(cases), part(cases))
    if cases.chance(20):
        return z, shown(cmath.log, z, complex(part(cases), part(cases))), shown(cmath.rect, part(cases), part(cases)), shown(cmath.isclose, z, complex(part(cases), z.imag))
    return name, z, shown(getattr(cmath, name), z)


run(case)
