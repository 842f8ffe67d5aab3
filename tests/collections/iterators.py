"""Iterators of every kind, finished and unfinished, some in cycles."""
OUT = []
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return [self.n]


kept = []
for i in range(250):
    kept.append(Countdown(i % 9))
    kept.append(enumerate(kept[-1]))
    kept.append(zip("abc", kept[-1]))
    kept.append(filter(None, kept[-1]))
    kept.append(reversed([kept[-1]]))
    kept.append(iter({i: kept[-1]}.items()))
OUT.append((sum(1 for things in kept for _ in things),))
for i in range(600):
    loop = []
    loop.append(iter(loop))
    loop.append(map(lambda x: x, loop))
    other = {}
    other["i"] = iter(other.values())
    other["v"] = other.keys()
OUT.append((len(loop), len(other), len(list(Countdown(900))),))
for line in OUT:
    print(*line)
