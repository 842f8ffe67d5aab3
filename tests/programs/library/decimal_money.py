"""Money to the cent: interest, splitting a bill, rounding by different rules."""
from decimal import (ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP,
                     Decimal, getcontext, localcontext)

CENT = Decimal('0.01')


def interest(principal, rate, years):
    balance = Decimal(principal)
    for year in range(1, years + 1):
        balance += (balance * Decimal(rate)).quantize(CENT)
        print(f'{year:>2} {balance:>12,.2f}')
    return balance


print(interest('1000', '0.0375', 4))


def split(total, people):
    share = (total / people).quantize(CENT, ROUND_DOWN)
    shares = [share] * people
    for i in range(int((total - share * people) / CENT)):
        shares[i] += CENT
    return shares


print(split(Decimal('100.00'), 3), sum(split(Decimal('74.05'), 7)))
for rule in (ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP):
    print(rule, [str(Decimal(text).quantize(Decimal(1), rule)) for text in ('1.5', '2.5', '-1.5', '2.4', '-2.6')])
print(0.1 + 0.2, Decimal('0.1') + Decimal('0.2'), Decimal(0.1), Decimal('1.10') == Decimal('1.1'), Decimal('1.10').as_tuple())
with localcontext() as context:
    context.prec = 50
    print(Decimal(1) / 7, Decimal(2).sqrt())
print(getcontext().prec, Decimal(1) / 7)
print(f'{Decimal("1234567.891"):,.2f}|{Decimal("0.000012"):e}|{Decimal("42"):08.1f}|{Decimal("12.5"):%}|{Decimal("-3"):+}|{Decimal("1e9"):g}')
