"""What floats are: rounding, remainders, neighbours, sums, the special values."""
import math

for value in (2.5, -2.5, 1e16, 0.1 + 0.2, -0.0):
    print(value, math.floor(value), math.ceil(value), math.trunc(value), math.modf(value), math.frexp(value), math.copysign(1, value))
print(math.fmod(-7, 3), -7 % 3, math.remainder(-7, 3), math.remainder(5, 2))
print(math.ulp(1.0), math.nextafter(1.0, 2), math.nextafter(0, -1), math.ldexp(0.75, 4))
print(sum([0.1] * 10), math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1e-9, 0), math.isclose(1e-9, 0, abs_tol=1e-8), math.isclose(100, 101, rel_tol=0.01))
for value in (math.inf, -math.inf, math.nan, 1e308 * 10):
    print(value, math.isnan(value), math.isinf(value), math.isfinite(value), value == value)
print(math.log(100, 10), math.log10(1000), math.log2(1 << 70), math.log1p(1e-10), math.log(10**400), math.exp(1), math.expm1(1e-10), math.cbrt(27), math.exp2(10))
print(math.pow(2, 0.5), 2 ** 0.5, math.sqrt(2), math.erf(0.5), math.erfc(0.5), math.gamma(5.5), math.lgamma(100))
for text in ('math.sqrt(-1)', 'math.log(0)', 'math.exp(1000)', 'math.pow(0, -1)', 'math.acos(2)', 'math.floor(math.inf)',
             'math.trunc(math.nan)', 'math.fmod(1, 0)', 'math.fsum([math.inf, -math.inf])', 'math.gamma(-1)', "math.sin('x')"):
    try:
        print(text, eval(text))
    except Exception as error:
        print(text, '->', type(error).__name__, error)
