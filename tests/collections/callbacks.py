"""gc.callbacks: they run inside the collection and allocate themselves."""
OUT = []
import gc
seen = []


def watch(phase, info):
    seen.append((phase, info["generation"], info["collected"], info["uncollectable"]))


class Loop:
    def __init__(self):
        self.me = self


gc.callbacks.append(watch)
for _ in range(3000):
    Loop()
gc.collect()
gc.callbacks.remove(watch)
OUT.append((len(seen), seen[:4], seen[-2:],))
for line in OUT:
    print(*line)
