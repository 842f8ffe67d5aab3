# Errors that nobody can receive.
import sys, weakref, gc
class Dying:
    def __init__(self, name): self.name = name
    def __repr__(self): return f"<dying {self.name}>"
    def __del__(self): raise ValueError(self.name)
d = Dying("one")
del d
def make():
    local = Dying("two")
make()
cycle = Dying("three")
cycle.self = cycle
del cycle
gc.collect()
def callback(reference): raise KeyError("callback")
target = type("T", (), {})()
reference = weakref.ref(target, callback)
del target
def generator():
    try:
        yield 1
    finally:
        raise OSError("while closing")
walk = generator()
next(walk)
del walk
def ignoring():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass
walk = ignoring()
next(walk)
del walk
seen = []
sys.unraisablehook = lambda details: seen.append((details.exc_type.__name__, str(details.exc_value), details.err_msg, type(details.object).__name__, details.exc_traceback is not None))
d = Dying("four")
del d
print(seen)
sys.unraisablehook = lambda details: 1 / 0
d = Dying("five")
del d
sys.unraisablehook = None
d = Dying("six")
del d
sys.unraisablehook = sys.__unraisablehook__
class NoRepr(Dying):
    def __repr__(self): raise TypeError("no repr")
d = NoRepr("seven")
del d
class Chained:
    def __del__(self):
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise RuntimeError("chained") from error
c = Chained()
del c
