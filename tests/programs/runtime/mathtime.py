import math, time
print(math.pi, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.gcd(12, 18), math.factorial(20), math.isqrt(10**20), math.comb(10, 3), math.perm(5, 2), math.lcm(4, 6), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.hypot(3, 4), math.log(8, 2), math.log10(1000), math.isnan(math.nan), math.inf, math.trunc(-2.7), math.modf(2.5), math.frexp(8.0), math.copysign(1, -0.0), math.degrees(math.pi))
for e in ("math.sqrt(-1)", "math.log(0)", "math.factorial(-1)", "math.exp(1000)", "math.sqrt('a')", "math.isqrt(-1)"):
    try:
        print(eval(e))
    except Exception as x:
        print(type(x).__name__, x)
t = time.time(); time.sleep(0); print(time.time() >= t, time.perf_counter() > 0, isinstance(time.time_ns(), int))
