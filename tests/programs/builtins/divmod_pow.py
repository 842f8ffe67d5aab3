# divmod() rounds down, pow() takes a modulus and even a negative exponent with one.
for a in (7, -7):
    for b in (2, -2, 3, 7.5):
        q, r = divmod(a, b)
        print(a, b, q, r, a == q * b + r, a // b, a % b)
print(divmod(10**30, 7), divmod(-1, 10**20), divmod(1e300, 3), divmod(0.0, -1), divmod(True, 2))
print(pow(2, 10), pow(2, -1), pow(-2, 3), pow(0, 0), pow(2.0, 0.5), pow(-8, 1 / 3), pow(3, 200, 1000), pow(3, -1, 7), pow(-3, 5, -7), pow(2, 5, 1), pow(10**20, 10**6, 97), pow(base=2, exp=3, mod=5))
class Ring:
    def __init__(self, n): self.n = n
    def __pow__(self, e, m=None): return ('pow', self.n, e, m)
    def __rpow__(self, b): return ('rpow', b, self.n)
    def __divmod__(self, o): return ('divmod', o)
    def __rdivmod__(self, o): return ('rdivmod', o)
print(pow(Ring(5), 2), pow(Ring(5), 2, 3), pow(2, Ring(5)), divmod(Ring(1), 2), divmod(2, Ring(1)), Ring(2) ** 3)
for f in (lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: divmod('a', 1), lambda: divmod(1j, 1), lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: pow(2.0, 3, 5), lambda: pow('a', 2), lambda: pow(0, -1), lambda: pow(0.0, -1), lambda: pow(1e300, 2), lambda: pow(2), lambda: pow(2, Ring(1), 3), lambda: 2 ** 'a'):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
