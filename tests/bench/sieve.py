"""Lists of flags: primes, with and without slices."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 1500000


def by_slices(size):
    flags = [True] * size
    flags[0] = flags[1] = False
    for i in range(2, int(size ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, size, i))
    return sum(flags)


def by_steps(size):
    flags = bytearray(b"\x01") * size
    primes = []
    for i in range(2, size):
        if flags[i]:
            primes.append(i)
            j = i * i
            while j < size:
                flags[j] = 0
                j += i
    return len(primes), primes[-1]


for _ in range(3):
    print(by_slices(SIZE), *by_steps(SIZE))
