# Every distribution, to the last bit, and what is refused.
import random

dice = random.Random(2024)
for name, args in [("gauss", (0, 1)), ("normalvariate", (5, 2)), ("expovariate", (3,)), ("betavariate", (2, 5)), ("gammavariate", (0.5, 2)), ("gammavariate", (3, 1)),
                   ("gammavariate", (1, 1)), ("lognormvariate", (0, 1)), ("vonmisesvariate", (1, 4)), ("paretovariate", (3,)), ("weibullvariate", (1, 2)), ("triangular", (0, 10, 3))]:
    print(name, args, [getattr(dice, name)(*args) for _ in range(3)])
print(dice.sample(["a", "b"], counts=[5, 3], k=4), dice.choices(range(4), cum_weights=[1, 3, 6, 10], k=5))
for wrong in [lambda: dice.choice([]), lambda: dice.randrange(0), lambda: dice.sample([1], 2), lambda: dice.getrandbits(-1), lambda: dice.choices([1, 2], [0, 0]),
              lambda: dice.seed([]), lambda: dice.setstate((3, (1,), None)), lambda: dice.randint(5, 1), lambda: dice.sample({1, 2}, 1)]:
    try:
        print(wrong())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Fixed(random.Random):
    def random(self):
        return 0.25


print(Fixed().choice("abcd"), Fixed().uniform(0, 8), Fixed(1).shuffle([1]), Fixed().randrange(100))
