"""Roots, exponentials, logarithms and powers, to many digits, and at the borders of what there is."""
from decimal import *

for precision in (1, 5, 28, 100, 250):
    with localcontext(prec=precision):
        print(Decimal(2).sqrt(), Decimal(1).exp(), Decimal(10).ln(), Decimal(3).log10(), sep='\n')
        print(Decimal(2) ** Decimal('0.5'), Decimal('1.1') ** 25, Decimal(7) ** -3, Decimal('0.3') ** Decimal('-2.7'), sep='\n')

print(Decimal('1E-30').exp(), Decimal('-1E-30').exp(), Decimal('1.0000000000000000000000000001').ln(), Decimal('0.99999999999999999999').ln())
print(Decimal('1E+20').sqrt(), Decimal('4.00').sqrt(), Decimal('0E-7').sqrt(), Decimal('-0').sqrt(), Decimal('15241578750190521').sqrt())
print(Decimal(1000).log10(), Decimal('0.001').log10(), Decimal(1).ln(), Decimal(0).ln(), Decimal('Inf').ln(), Decimal('-Inf').exp(), Decimal(0).exp())
print(Decimal('1.00') ** 3, Decimal('-1') ** 7, Decimal(0) ** 5, Decimal('-0') ** -3, Decimal('Inf') ** -1, Decimal('0.5') ** Decimal('Inf'))
print(pow(Decimal(3), 200, 7), pow(Decimal(-3), 3, Decimal(100)), pow(Decimal('1e50'), Decimal('1e3'), 17), pow(12, Decimal(5), 7))
with localcontext(Context(prec=9, traps=[])) as context:
    for base, exponent in ((2, '1E+9'), ('0.5', '1E+9'), (-2, '0.5'), (0, 0), ('1.000001', '1E+30'), (10, -2000000), (-2, '1E+20'), ('NaN7', 2)):
        print(Decimal(base) ** Decimal(exponent), [signal.__name__ for signal, given in context.flags.items() if given])
        context.clear_flags()
    print(Decimal('1E+6').exp(), Decimal('-1E+7').exp(), Decimal('1E+30').exp(), Decimal(-1).ln(), context)

# A precision that no memory could hold does no harm where a result is exact.
with localcontext(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN):
    print(Decimal(4) / 2, Decimal(400) ** -1, Decimal('40E9').sqrt(), Decimal(10 ** 223).log10(), divmod(Decimal(10), 3), Decimal(1) / 1024)

# Long numbers: their products are made of products of their halves.
with localcontext(prec=9000):
    long = Decimal(7) ** 5000
    print(hash(long), long.adjusted(), long % 1000007, (long * long) % 1000007, long // Decimal(3) ** 4000 % 1000, (long * long).sqrt() == long)
    print(int(long) == 7 ** 5000, Decimal(7 ** 5000) == long, str(long)[:20], Decimal(str(long)) - long)
