# abs() and round(): of ints, floats, complex numbers, and of classes that define them.
class Length:
    def __init__(self, cm): self.cm = cm
    def __abs__(self): return Length(abs(self.cm))
    def __round__(self, digits=None): return f'about {round(self.cm, digits)} cm'
    def __repr__(self): return f'Length({self.cm})'
print(abs(-5), abs(5), abs(-2.5), abs(-0.0), abs(3 + 4j), abs(True), abs(-10**30), abs(Length(-3)))
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e16 + 1, 123.456):
    print(x, round(x), round(x, 0), round(x, 1), round(x, 2), round(x, -1), round(x, -3))
for n in (15, 25, 35, -15, 1234567, 10**25 + 5):
    print(n, round(n), round(n, 2), round(n, -1), round(n, -2), round(n, -30))
print(round(Length(2.345)), round(Length(2.345), 1), round(3.7, None), type(round(3.7)), type(round(3.7, 0)))
for f in (lambda: abs('a'), lambda: abs(), lambda: abs(1, 2), lambda: round('a'), lambda: round(), lambda: round(1.5, 'a'), lambda: round(1.5, 1.0), lambda: round(1j), lambda: round(float('nan')), lambda: round(float('inf')), lambda: round(1, 2, 3), lambda: round(number=2.5), lambda: round(2.55, ndigits=1), lambda: round(x=1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
