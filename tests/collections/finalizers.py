"""Instances with __del__ in cycles: finalized once, some brought back."""
OUT = []
import gc
saved, log = [], []


class Loud:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        log.append(self.name)
        if self.name % 7 == 0:
            saved.append(self)


class Pair:
    def __init__(self, other):
        self.other = other
        if other:
            other.other = self

    def __del__(self):
        log.append("pair")


for i in range(1500):
    Loud(i)
for i in range(600):
    Pair(Pair(None))
OUT.append((len(saved), len(log), log[:12],))
OUT.append((gc.collect(), len(saved),))
OUT.append((all(gc.is_finalized(x) for x in saved),))
saved.clear()
OUT.append((gc.collect(), len(log),))
for line in OUT:
    print(*line)
