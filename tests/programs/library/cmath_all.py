# cmath: each function at ordinary points, on its branch cut from both sides, at infinities and nans.
import cmath
inf, nan = float('inf'), float('nan')
names = ['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'exp', 'log', 'log10', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'phase', 'polar', 'isnan', 'isinf', 'isfinite']
def shown(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return type(e).__name__ + ' ' + str(e)
for name in names:
    f = getattr(cmath, name)
    print(name)
    for z in (0.5 + 0.25j, -2 + 3j, 1j, 2, -2, complex(-2, -0.0), complex(2, -0.0), complex(0, 2), complex(-0.0, 2), complex(-0.0, -2), 0, 1, -1, 1e300 + 1e300j, 1e-310j, 800 + 1j, True):
        print('   ', z, shown(f, z))
    parts = (-inf, -2.3, -0.0, 0.0, 2.3, inf, nan)
    for a in parts:
        print('   ', a, [shown(f, complex(a, b)) for b in parts if not (abs(a) < inf and abs(b) < inf)])
for args in ((2, 3), (1 + 1j, 2 - 1j), (0, 2), (5, 1), (5, 0), (inf, 2), (2,), (1, 2, 3), ('a',), (2, 'a')):
    print(args, shown(cmath.log, *args))
for r in (0, 1, -2.5, inf, -inf, nan, 'a'):
    print(r, [shown(cmath.rect, r, phi) for phi in (0, -0.0, 1, -2, 4, inf, nan)])
print([shown(cmath.isclose, 1, z) for z in (1, 1 + 1e-10j, 1 + 1e-8j, 1.1)], cmath.isclose(1, 1.1, rel_tol=0.1), cmath.isclose(0, 1e-9, abs_tol=1e-8), cmath.isclose(inf, inf), cmath.isclose(complex(inf, 1), complex(inf, 2)), shown(cmath.isclose, 1))
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)
class C:
    def __complex__(self): return 3 + 4j
class F:
    def __float__(self): return 2.25
class I:
    def __index__(self): return 9
class W:
    def __complex__(self): return 3 + 0j
print([shown(cmath.sqrt, x) for x in (C(), F(), I(), W(), 'a', None, 10**400, -4)])
