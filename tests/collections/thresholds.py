"""The thresholds changed while running; the collector off and on; freeze."""
OUT = []
import gc


class Loop:
    def __init__(self):
        self.me = self


def work(n):
    for _ in range(n):
        Loop()
    return gc.get_count()[1:]


OUT.append((work(1000),))
gc.set_threshold(100, 3, 2)
OUT.append((work(1000), gc.get_threshold(),))
gc.disable()
OUT.append((work(1000), gc.isenabled(),))
gc.enable()
OUT.append((work(10),))
gc.set_threshold(0)
OUT.append((work(900), gc.get_threshold(),))
gc.set_threshold(50, 2, 2)
keep = [[i] for i in range(500)]

OUT.append((gc.get_freeze_count() , work(400),))

OUT.append((gc.get_freeze_count(), work(400),))
gc.set_threshold(700, 10, 10)
OUT.append((gc.collect(0), gc.collect(1), gc.collect(2),))
for line in OUT:
    print(*line)
