"""Exact chances: dice, cards, birthdays, a small Markov chain."""
from collections import Counter
from fractions import Fraction
from functools import reduce
from itertools import product
from math import comb


def dice(count, sides=6):
    one = Counter({face: Fraction(1, sides) for face in range(1, sides + 1)})

    def add(left, right):
        total = Counter()
        for (a, p), (b, q) in product(left.items(), right.items()):
            total[a + b] += p * q
        return total

    return reduce(add, [one] * count)


two = dice(2)
print({face: str(chance) for face, chance in sorted(two.items())})
print(sum(two.values()), sum(face * chance for face, chance in two.items()), max(two, key=two.get))
print('flush', Fraction(4 * comb(13, 5), comb(52, 5)), 'full house', Fraction(13 * comb(4, 3) * 12 * comb(4, 2), comb(52, 5)))
same = Fraction(1)
for people in range(1, 60):
    same *= Fraction(366 - people, 365)
    if same < Fraction(1, 2):
        print('birthdays', people, float(1 - same))
        break
weather = {'sun': {'sun': Fraction(3, 4), 'rain': Fraction(1, 4)}, 'rain': {'sun': Fraction(1, 2), 'rain': Fraction(1, 2)}}
state = {'sun': Fraction(1), 'rain': Fraction(0)}
for day in range(4):
    state = {after: sum(state[before] * weather[before][after] for before in weather) for after in weather}
    print(day + 1, *(f'{name}={chance}' for name, chance in state.items()))
