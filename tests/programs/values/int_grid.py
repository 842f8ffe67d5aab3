# Integers: every operator over many sizes, conversions, limits.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import operator, sys, math
values = [0, 1, -1, 2, 7, -8, 255, 256, 2**15, -2**15, 2**30 - 1, 2**30, 2**31, -2**31, 2**60, 2**63 - 1, -2**63, 2**64, 10**20, -10**30, 3**80]
for name in ("add", "sub", "mul", "floordiv", "mod", "truediv", "and_", "or_", "xor", "lt", "eq"):
    f = getattr(operator, name)
    for a in values:
        row = []
        for b in values:
            try: row.append(f(a, b))
            except (ZeroDivisionError, OverflowError) as e: row.append(str(e)[:20])
        print(name, a, row)
for a in values:
    print(a, -a, +a, ~a, abs(a), bool(a), a.bit_length(), a.bit_count(), hash(a), hex(a), oct(a), bin(a), str(a), f"{a:,}", f"{a:e}", float(a), complex(a), math.isqrt(abs(a)), a.as_integer_ratio(), sys.getsizeof(a), [a >> s for s in (0, 1, 29, 30, 31, 64)], [a << s for s in (0, 1, 30, 35)], divmod(a, 7), divmod(a, -7), pow(a, 3), pow(a, 3, 1000), round(a, -1), round(a, -3), a.to_bytes(20, "little", signed=True).hex(), int.from_bytes(a.to_bytes(20, "big", signed=True), "big", signed=True) == a)
show(lambda: int("  12_3 "), lambda: int("0x1f", 16), lambda: int("0b11", 0), lambda: int("-0o17", 0), lambda: int("z", 36), lambda: int("\u0663\u0664"), lambda: int("1__2"), lambda: int("_1"), lambda: int("1_"), lambda: int(""), lambda: int("1.5"), lambda: int("0x", 16), lambda: int("12", 2), lambda: int("1", 1), lambda: int("1", 37), lambda: int("1", -2), lambda: int(5, 10), lambda: int("09", 0), lambda: int("00", 0), lambda: int(b"12"), lambda: int(bytearray(b"7f"), 16), lambda: int(1.9), lambda: int(-1.9), lambda: int(float("nan")), lambda: int(float("inf")), lambda: int(1j), lambda: int(None), lambda: int([]), lambda: int("\u00e9"), lambda: int("1\x002"), lambda: int(b"\xff"), lambda: int("9" * 5000), lambda: len(str(10 ** 5000)), lambda: int("1", base="x"), lambda: int(base=10), lambda: int(x=5))
show(lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: pow(0, -1), lambda: pow(2, -1), lambda: pow(2, -1, 7), lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: pow(2, 3, -5), lambda: pow(-2, 3, 5), lambda: pow(2.0, 3, 5), lambda: pow(2, 3.0, 5), lambda: pow(2, "x"), lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << (1 << 70), lambda: 0 << (1 << 70), lambda: 1 >> (1 << 70), lambda: -1 >> (1 << 70), lambda: 10**400 / 3, lambda: 10**400 / 10**399, lambda: float(10**400), lambda: 1e300 * 10**400, lambda: 10**400 < 1e308, lambda: 10**400 == float("inf"), lambda: round(15, -1), lambda: round(25, -1), lambda: round(-15, -1), lambda: round(5, 2), lambda: round(5, "x"), lambda: (5).to_bytes(0, "big"), lambda: (0).to_bytes(0, "big"), lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(), lambda: int.from_bytes([1, 2], "big"), lambda: int.from_bytes(b"", "big"), lambda: int.from_bytes(b"\xff", "big", signed=True), lambda: int.from_bytes(b"a"), lambda: True + True, lambda: True & 1, lambda: True ^ True, lambda: ~True, lambda: -True, lambda: True << 2, lambda: sum([True, 2, 3.5]), lambda: bool("x", "y"), lambda: bool(x=1), lambda: (2**62).__index__(), lambda: (5).__class__, lambda: (5).real, lambda: (5).conjugate(), lambda: (5).numerator, lambda: int.__new__(bool, 1), lambda: type(int.__new__(type("I", (int,), {}), 5)).__name__)
