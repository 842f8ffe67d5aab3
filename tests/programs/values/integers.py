# Integers of any size: arithmetic, bits, bytes, text.
def show(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, e)
big = [0, 1, -7, 256, 2**30, 2**61-1, 2**64, 3**100, -10**50+7]
acc = 0
for a in big:
    for b in big:
        for op in ('+', '-', '*', '//', '%', '&', '|', '^', '<', '==', '>='):
            try:
                if op == '+': r = a + b
                elif op == '-': r = a - b
                elif op == '*': r = a * b
                elif op == '//': r = a // b
                elif op == '%': r = a % b
                elif op == '&': r = a & b
                elif op == '|': r = a | b
                elif op == '^': r = a ^ b
                elif op == '<': r = a < b
                elif op == '==': r = a == b
                else: r = a >= b
            except ZeroDivisionError as e:
                r = str(e)
            print(a, op, b, r)
        try:
            print(a, '/', b, a / b)
        except (ZeroDivisionError, OverflowError) as e:
            print(e)
for a in big:
    print(a, hash(a), a.bit_length(), a.bit_count(), -a, ~a, abs(a), hex(a), oct(a), bin(a), float(a))
    for s in (0, 1, 5, 29, 30, 31, 60, 100):
        print(a << s, a >> s)
    print(a.as_integer_ratio(), round(a, -1), round(a, -2), round(a, -20))
for n in (1, 2, 5, 9, 16):
    for a in (0, 1, 127, 128, 255, 256, -1, -128, -129, 2**64, -2**64):
        for order in ('big', 'little'):
            for signed in (False, True):
                try:
                    b = a.to_bytes(n, order, signed=signed)
                    print(n, a, b, int.from_bytes(b, order, signed=signed))
                except OverflowError as e:
                    print(n, a, e)
print(pow(3, 1000, 10**20), pow(-3, 101, 97), pow(3, -1, 97), pow(5, 3, -7), 2**-2, (-2)**3, 0**0)
show(pow, 2, -1, 4); show(pow, 2, 3, 0); show(lambda: 0**-1); show(lambda: 1 << -1); show(lambda: 1 >> -1)
for t in ('12', ' -12 ', '+1_000', '0x1f', '', '_1', '1_', '1__0', '1.5', '\u0661\u0662', 'z', '0b101', '007', '0_0'):
    show(int, t)
    show(int, t, 0)
    show(int, t, 36)
show(int, '9'*5000); show(int, 'zz', 37); show(int, 3.99); show(int, float('nan')); show(int, float('inf')); show(int, 1e30); show(int, b'12'); show(int, [])
print(int('11', base=2))
show(str, 10**4300); print(len(str(10**4299)))
a = 3**5000; b = 7**3000
print((a*b)//a == b, (a*b+5) % b, hash(a), hash(-a))
print(True + True, True & False, True | 2, True ^ True, ~True, -True, int(True), bool([]), bool('x'), isinstance(True, int))
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), (5).__sizeof__(), (2**70).__sizeof__())
class I(int):
    def __repr__(self): return 'I'
i = I(7); print(i, i + 1, type(i + 1), I('12') + 0, hash(i), i == 7)
print(10**18 - 1, 10**18, -10**18, 10**9, 999999999, 2**1000)
print(int.from_bytes(b'\x01\x02', 'big'), (1000).to_bytes(2, 'little'), (3).__floordiv__(2), (3).__add__('x'))
x = 0
for i in range(200000): x += i
print(x)
print((-5) // 3, (-5) % 3, 5 // -3, 5 % -3, divmod(-5, 3), divmod(5, -3), -2**63, 2**63-1)
