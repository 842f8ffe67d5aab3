"""Digits of pi and e, special values, signals, contexts."""
import decimal
from decimal import Context, Decimal as D, getcontext, localcontext


def pi():
    getcontext().prec += 2
    lasts, t, s, n, na, d, da = 0, D(3), 3, 1, 0, 0, 24
    while s != lasts:
        lasts = s
        n, na = n + na, na + 8
        d, da = d + da, da + 32
        t = (t * n) / d
        s += t
    getcontext().prec -= 2
    return +s


print(pi(), D(1).exp(), D(10).ln(), D('1e-7'), D('123E+3'))
with localcontext(Context(prec=60)):
    print(pi())
print(D('nan'), D('-Infinity'), D('sNaN123'), D('NaN') == D('NaN'), D('inf') > 10**100, D('-0').is_signed(), D('inf') + 1)
for text in ("D('abc')", "D(1) / 0", "D(0) / 0", "D('inf') - D('inf')", "D(-1).sqrt()", "D('1e999999') * 10**10", "D(1) < D('sNaN')", "D(1.5) + 1.5"):
    try:
        print(text, eval(text))
    except (decimal.DecimalException, TypeError) as error:
        print(text, type(error).__name__)
with localcontext() as context:
    context.traps[decimal.DivisionByZero] = False
    print(D(1) / 0, D(-1) / 0, bool(context.flags[decimal.DivisionByZero]))
    context.clear_flags()
    context.prec = 3
    print(D(1) / 3, sorted(signal.__name__ for signal, flag in context.flags.items() if flag))
print(D('7').remainder_near(D(4)), D(-7) // 2, D(-7) % 2, divmod(D(17), D(5)), D(2) ** 10, D(2) ** D('0.5'), pow(D(7), 3, 5))
print(D('3.14159').normalize(), D('1200').normalize(), D('12.3').adjusted(), D(5).compare(D(7)), D('1.23').copy_sign(D(-1)), D(9).logb())
print(D('255').logical_and(D('101')) if False else D('110').logical_and(D('101')), D('1.5').fma(2, 3), D(4).next_plus(), D('0.5').as_integer_ratio(), hash(D('0.5')) == hash(0.5))
print(max(D(1), D('2.5')), sum([D('0.1')] * 10), sorted([D(3), D('-1'), D('2.2')]), round(D('2.675'), 2), int(D('7.9')), float(D('0.1')), repr(D('1E+2')), str(D('1E+2').to_eng_string()))
