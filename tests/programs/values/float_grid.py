# Floats: operators, text, rounding, hex, special values.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import math
values = [0.0, -0.0, 1.0, -1.5, 0.1, 1e16, 123456789.123456789, 1e-5, 1e-4, 5e-324, 1.7976931348623157e308, 2.5, -2.5, 1e22, 1e23, float("inf"), float("-inf"), float("nan"), 2**53 + 0.0, 1/3]
for a in values:
    print(repr(a), str(a), f"{a:.3f} {a:.3e} {a:.3g} {a:g} {a:%} {a:+} {a:10.2f}| {a!r:>12}", "%r %s %f %e %g" % (a, a, a, a, a), a.hex(), bool(a), -a, abs(a), a != a or hash(a), a == a, a is a, a < 1, a != 0, a.is_integer())
    for call in (lambda: int(a), lambda: round(a), lambda: round(a, 1), lambda: round(a, -1), lambda: math.floor(a), lambda: math.ceil(a), lambda: math.trunc(a), lambda: a.as_integer_ratio(), lambda: float.fromhex(a.hex()), lambda: divmod(a, 0.3), lambda: a % -0.7, lambda: a // 0.3, lambda: a ** 2, lambda: a ** 0.5, lambda: a ** -1, lambda: 2 ** a, lambda: a / 3, lambda: 1 / a, lambda: math.frexp(a), lambda: a + 1j, lambda: complex(a), lambda: a < 10**20, lambda: a == 10**400, lambda: math.fmod(a, 3)):
        try: print("  ", repr(call()), end="")
        except Exception as error: print("  ", type(error).__name__ + ":", error, end="")
    print()
show(lambda: float("1e5"), lambda: float(" -1_0.5e-1_0 "), lambda: float("1__0"), lambda: float("inf"), lambda: float("-Infinity"), lambda: float("nAn"), lambda: float("+nan"), lambda: float(""), lambda: float("1e"), lambda: float("0x1p3"), lambda: float("1.5.2"), lambda: float("\u0661.\u0662"), lambda: float(b"2.5"), lambda: float(b"\xff"), lambda: float("1\x00"), lambda: float(None), lambda: float([]), lambda: float(10**400), lambda: float("1" * 400), lambda: float("1e400"), lambda: float("-1e-400"), lambda: float("infinit"), lambda: float(x=1), lambda: float("1", "2"), lambda: float.fromhex("0x1.8p1"), lambda: float.fromhex("1.8"), lambda: float.fromhex("nan"), lambda: float.fromhex("0x1p2000"), lambda: float.fromhex("0xg"), lambda: float.fromhex(""), lambda: float.__getformat__("double"), lambda: float.__getformat__("x"), lambda: 1.5 // 0, lambda: 1.5 % 0, lambda: 1.5 / 0, lambda: divmod(1.5, 0), lambda: 0.0 ** -1, lambda: (-8.0) ** (1/3), lambda: 10.0 ** 400, lambda: 1e308 * 10, lambda: round(1e308, -400), lambda: round(1.5, 400), lambda: round(0.5), lambda: round(1.5), lambda: round(2.675, 2), lambda: round(float("nan")), lambda: round(float("inf"), 2), lambda: round(1.5, None), lambda: round(1.5, 1.0), lambda: 1.5 << 1, lambda: ~1.5, lambda: 1.5 & 1, lambda: sum([0.1] * 10), lambda: min(1.0, 1), lambda: max(1, 1.0), lambda: sorted([2.5, float("nan"), 1.0])[0] if 0 else 0, lambda: {1.0: "a", 1: "b", True: "c"}, lambda: (1.0).__eq__("x"), lambda: (1.0).__lt__("x"), lambda: (2.5).__rpow__(2), lambda: 0.1 + 0.2, lambda: 1e16 + 1, lambda: 9007199254740993.0)
