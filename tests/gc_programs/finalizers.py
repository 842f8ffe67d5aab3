# Objects that are brought back by their finalizer, closures that hold each other, and what hangs
# from a cycle without being in one.
import gc

saved = []


class Phoenix:
    def __init__(self):
        self.me = self

    def __del__(self):
        saved.append(self)


def tangle():
    def ping():
        return pong

    def pong():
        return ping

    return [ping, {"only held": [1, 2]}]


Phoenix()
print(gc.collect(), len(saved))
tangle()
gc.collect()
ring = {}
ring["self"] = [ring, (ring, [3])]
del ring
print(gc.collect(0))
