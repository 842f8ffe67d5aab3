"""Number theory with math: primes, factors, triples, roots."""
import math


def sieve(limit):
    marks = bytearray([1]) * (limit + 1)
    marks[:2] = b'\0\0'
    for n in range(2, math.isqrt(limit) + 1):
        if marks[n]:
            marks[n * n::n] = bytes(len(range(n * n, limit + 1, n)))
    return [n for n, mark in enumerate(marks) if mark]


def factors(n):
    found = []
    for p in sieve(math.isqrt(n) + 1):
        while n % p == 0:
            found.append(p)
            n //= p
    return found + [n] * (n > 1)


print(sieve(60))
for n in (360, 1001, 2**31 - 1, 123456):
    print(n, factors(n), math.prod(factors(n)) == n)
print([(a, b, math.isqrt(a * a + b * b)) for a in range(1, 30) for b in range(a, 30)
       if math.isqrt(a * a + b * b) ** 2 == a * a + b * b and math.gcd(a, b) == 1])
print(math.gcd(), math.gcd(84, 36, 120), math.lcm(4, 6, 10), math.lcm(0, 5))
print([math.comb(10, k) for k in range(11)], math.perm(6, 2), math.factorial(25))
print(sum(1 for n in range(1, 200) if math.gcd(n, 200) == 1))
for bad in ('math.factorial(-1)', 'math.isqrt(-4)', 'math.gcd(1.5)', 'math.factorial(3.0)', 'math.comb(3)'):
    try:
        print(eval(bad))
    except Exception as error:
        print(bad, '->', type(error).__name__, error)
