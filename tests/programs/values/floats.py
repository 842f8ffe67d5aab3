# Floats and complex numbers: text forms, rounding, division, errors.
def show(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)
for v in (0.5, 1.5, 2.5, -0.5, 2.675, 1e16, 123456.789, 1e-7, 1.0, -0.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 0.1, 1/3, 100.0, 12345678901234567890.0):
    print(v, round(v), round(v, 1), round(v, 2), round(v, -1), hash(v), v.hex(), v.as_integer_ratio(), v.is_integer(), int(v) if v < 1e300 else 0, -v, abs(v), v == int(v), v // 0.3, v % 0.3, divmod(v, -0.7))
for t in ('1.5', ' 1e5 ', 'inf', '-nan', 'infinity', '1_0.5', '1__0', 'x', '', '0x1', '1e400', '.5', '5.', '.', '1e', '\u0661.5'):
    show(float, t)
for t in ('0x1.8p1', '1.8', 'inf', '-0x0.1p-3', 'zz', '0x', 'nan', '0x1p2000', ' 0xA.8 '):
    show(float.fromhex, t)
print(1e16, 1e15, 123456789012345680.0, 0.0001, 0.00001, 1e100, float('inf'), -float('inf'), float('nan'))
print(2**53 == 2.0**53, 2**53+1 == 2.0**53, 2**53+1 > 2.0**53, 10**400 > 1e308, float('inf') > 10**400, float('nan') == 1)
show(lambda: 1.0 / 0); show(lambda: 1.0 // 0); show(lambda: 1.0 % 0); show(lambda: divmod(1.0, 0)); show(lambda: 10.0 ** 400); show(lambda: 0.0 ** -1); print((-8.0) ** (1/3), (-8) ** 0.5)
show(float, 10**400); show(lambda: 10**400 * 1.0); show(float, 'abc'); show(float, []); show(round, 1.5, 'x')
print(1j, 1+2j, -1j, complex('1+2j'), complex(1, 2) * 3j, (1+2j)/(3-4j), (1+2j)**2, (1+2j)**0.5, abs(3+4j), hash(1+2j), complex('j'), complex(' ( 1e5-2.5j ) '), (1+2j).conjugate(), 1j == 1, 2+0j == 2)
print(complex(-0.0, -0.0), complex(float('nan'), float('inf')), format(1+2j, '.2f'), format(1.5j, '>10'), f'{3+4j:+.1e}')
