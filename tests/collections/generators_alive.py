"""Generators that are kept half way, some of them in cycles with what they yield to."""
OUT = []
def count(n, keep):
    for i in range(n):
        keep.append(i)
        yield i


class Pipe:
    def __init__(self, n):
        self.seen = []
        self.source = self.numbers(n)

    def numbers(self, n):
        for i in range(n):
            self.seen.append(i)
            yield i


alive = []
for i in range(900):
    notes = []
    generator = count(3, notes)
    next(generator)
    alive.append(generator)
for i in range(1500):
    pipe = Pipe(4)
    next(pipe.source)
    next(pipe.source)
OUT.append((len(alive), pipe.seen,))
alive[::3] = [None] * 300
OUT.append((sum(x for g in alive if g for x in g),))
chain = (x * y for x in range(60) for y in (z for z in range(20)))
OUT.append((sum(chain),))
for line in OUT:
    print(*line)
