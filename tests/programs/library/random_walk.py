# A simulation: a walk, a shuffle's fairness, pi from darts.
import random
from collections import Counter

rng = random.Random(99)
x = y = 0
for _ in range(1000):
    dx, dy = rng.choice([(0, 1), (0, -1), (1, 0), (-1, 0)])
    x, y = x + dx, y + dy
print(x, y)
inside = sum(rng.random() ** 2 + rng.random() ** 2 < 1 for _ in range(5000))
print(4 * inside / 5000)
orders = Counter()
for _ in range(600):
    deck = list("abc")
    rng.shuffle(deck)
    orders["".join(deck)] += 1
print(sorted(orders.items()))
words = "".join(rng.choices("aeiou", k=3) + rng.choices("bcdfg", k=3))
print(words, rng.sample(words, 3), sorted(rng.sample(range(10**9), 3)))
