# Tuples and complex numbers.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

t = (1, "a", (2,), None)
print(t, t[1], t[-1], t[1:3], t[::-1], t + (5,), t * 2, len(t), "a" in t, t.index("a"), t.count(1), hash(t) == hash((1, "a", (2,), None)), (1,), (), ((),), t < (1, "b"), (1, 2) == (1, 2.0), (1,) + (), tuple("ab"), tuple([1]), tuple(t) is t, t[:] is t, () is tuple(), (1, 2) * 0, 2 * (1,))
show(lambda: t.index("zz"), lambda: t.index(1, 1), lambda: t.index(1, "x"), lambda: t[9], lambda: t["a"], lambda: t + [1], lambda: t < 5, lambda: (1, 2) < (1, "a"), lambda: hash(([],)), lambda: tuple(5), lambda: tuple(1, 2), lambda: tuple(x=1), lambda: t.append(1), lambda: t * 1.5, lambda: (1,) * (1 << 62), lambda: tuple.__new__(tuple, 5), lambda: exec("t[0] = 1", {"t": t}), lambda: exec("del t[0]", {"t": t}), lambda: (1, 2).__getnewargs__(), lambda: tuple.__add__((1,), 5), lambda: (1).__class__((2)), lambda: (1, 2, 3).__contains__(2.0))
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __getitem__(self, i): return "sub"
x = T(1, 2); print(x, x[0], x[:], list(x), type(x + (3,)).__name__, x == (1, 2), hash(x) == hash((1, 2)), tuple(x), x.__class__.__name__)
rec = ([],); rec[0].append(rec); print(rec)
import collections, sys
P = collections.namedtuple("P", "x y", defaults=[5]); p = P(1); print(p, p.x, p._replace(y=2), p._asdict(), P._fields, P._make([3, 4]), p == (1, 5), p[1:], P.__doc__, P.x.__doc__)
show(lambda: P(), lambda: P(1, 2, 3), lambda: P(z=1), lambda: setattr(p, "x", 1), lambda: collections.namedtuple("Q", "class"), lambda: collections.namedtuple("Q", "a a"), lambda: collections.namedtuple("Q", "_a"), lambda: collections.namedtuple("Q", "a b a", rename=True)._fields, lambda: collections.namedtuple("1", "a"), lambda: p._replace(q=1), lambda: P._make([1, 2, 3]))
values = [0j, 1+2j, -1.5j, complex("inf"), complex("nan"), complex(-0.0, -0.0), 3+0j, 1e300+1e300j, complex(float("inf"), float("nan"))]
for z in values:
    print(z, repr(z), str(-z), z.real, z.imag, z.conjugate(), bool(z), z == z, f"{z:.2f} {z:g} {z:+.1e} {z!r:>14} {z:>12}")
    for call in (lambda: abs(z), lambda: z + 1, lambda: z * z, lambda: z / 2j, lambda: z ** 2, lambda: z ** 0.5, lambda: z ** -1, lambda: 2 ** z, lambda: z == z.real, lambda: 1 / z):
        try: print("  ", call(), end="")
        except Exception as error: print("  ", type(error).__name__ + ":", error, end="")
    print()
show(lambda: complex("1+2j"), lambda: complex(" -1.5e3-2.5J "), lambda: complex("(1+2j)"), lambda: complex("j"), lambda: complex("+j"), lambda: complex("1 + 2j"), lambda: complex("1+2"), lambda: complex(""), lambda: complex("1+2ji"), lambda: complex("nan+infj"), lambda: complex("1_0+2_0j"), lambda: complex(1, 2), lambda: complex(1j, 2j), lambda: complex("1", 2), lambda: complex(1, "2"), lambda: complex(real=3, imag=4), lambda: complex(None), lambda: complex([]), lambda: complex(b"1"), lambda: complex("\u0661"), lambda: complex(1, 2, 3), lambda: 1j < 2j, lambda: 1j // 1, lambda: 1j % 1, lambda: divmod(1j, 1), lambda: int(1j), lambda: float(1j), lambda: round(1j), lambda: 1j / 0, lambda: 0j ** -1, lambda: 0j ** 0, lambda: pow(1j, 2, 3), lambda: (1+2j).real, lambda: setattr(1j, "real", 2), lambda: hash(1+0j) == hash(1), lambda: hash(complex(float("inf"), 0)), lambda: 1+0j == 1, lambda: {1: "a", 1+0j: "b"}, lambda: sum([1j, 2]), lambda: abs(3+4j), lambda: 1e400j, lambda: -1j, lambda: complex(-0.0, 1), lambda: 1j.__class__, lambda: (1+2j).__getnewargs__(), lambda: complex.__new__(int), lambda: f"{1j:=5}", lambda: f"{1j:05}", lambda: f"{1j:%}", lambda: f"{1j:,}", lambda: "%f" % 1j, lambda: "%s" % 1j, lambda: 1j.imag.is_integer())
# To the last digit.
parts = (0.1, -2.5, 1e-5, 7.0)
for base in [complex(a, b) for a in parts for b in parts]:
    print(*[base ** exponent for exponent in (2j, 0.3 - 7j, 1.5 + 1e-3j, -1.1 - 1j, 0.5, -3, 101)])
