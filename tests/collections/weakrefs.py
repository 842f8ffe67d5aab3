"""Weak references to what the collector finds; callbacks that allocate."""
OUT = []
import _weakref
import gc
calls = []


class Target:
    def __init__(self, n):
        self.n = n
        self.loop = [self]


def gone(ref):
    calls.append([len(calls)])


refs = []
for i in range(2000):
    target = Target(i)
    refs.append(_weakref.ref(target, gone) if i % 2 else _weakref.ref(target))
del target
OUT.append((sum(r() is not None for r in refs), len(calls),))
OUT.append((gc.collect(), sum(r() is not None for r in refs), len(calls),))


class Held:
    pass


for i in range(900):
    held = Held()
    held.ref = _weakref.ref(held, gone)
    held.proxy = _weakref.proxy(held)
    held.me = held
OUT.append((len(calls),))
for line in OUT:
    print(*line)
