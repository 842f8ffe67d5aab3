# Random cases for the scripts beside this file: the same ones for the same seed under every
# interpreter, with no module but sys.
import sys


class Cases:
    """A source of random choices (xorshift64*)."""

    def __init__(self, seed):
        self.state = (seed * 2654435761 + 88172645463325252) & 0xFFFFFFFFFFFFFFFF

    def bits(self, count):
        value = have = 0
        while have < count:
            x = self.state
            x ^= x >> 12
            x = (x ^ (x << 25)) & 0xFFFFFFFFFFFFFFFF
            self.state = x = x ^ (x >> 27)
            value = value << 32 | ((x * 2685821657736338717) & 0xFFFFFFFFFFFFFFFF) >> 32
            have += 32
        return value >> (have - count)

    def below(self, limit):
        return self.bits(32) * limit >> 32

    def among(self, items):
        return items[self.below(len(items))]

    def chance(self, one_in):
        return self.below(one_in) == 0

    def integer(self, most_bits=200):
        """Of any size, and often beside a power of two."""
        kind = self.below(8)
        if kind < 3:
            return self.below(21) - 10
        size = self.below(most_bits) + 1
        if kind == 3:
            return self.among((1, -1)) * ((1 << size) + self.below(3) - 1)
        return self.among((1, -1)) * self.bits(size)

    def text(self, alphabet, longest=12):
        return ''.join([self.among(alphabet) for _ in range(self.below(longest + 1))])


def shown(function, *arguments):
    """What a call gives, as text: the result, or the exception with its message."""
    try:
        return repr(function(*arguments))
    except Exception as error:
        return type(error).__name__ + ': ' + str(error)


def run(case):
    """python SCRIPT SEED COUNT: prints the outcome of so many cases, one line each."""
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    cases = Cases(seed)
    for number in range(count):
        print(number, case(cases))
