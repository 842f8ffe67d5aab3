# The same seeds give the same numbers.
import random

random.seed(42)
print(random.random(), random.randint(1, 6), random.uniform(2, 3), random.randrange(0, 100, 7), random.getrandbits(100))
print(random.choice("abcdef"), random.choices("xyz", [1, 2, 3], k=6), random.sample(range(1000), 5))
cards = list(range(12))
random.shuffle(cards)
print(cards)
for seed in 0, -5, 2**70, "text", b"bytes", 1.5, None if False else True:
    random.seed(seed)
    print(seed, random.random())
random.seed("old", version=1)
print(random.random())
state = random.getstate()
first = [random.random() for _ in range(700)]
random.setstate(state)
print(first == [random.random() for _ in range(700)], state[0], len(state[1]))
other = random.Random(7)
print(other.random(), random.Random(7).random(), other.randbytes(6))
