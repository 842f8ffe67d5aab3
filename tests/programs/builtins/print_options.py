# print's options: what is looked at first, what is said of wrong ones, and how often its arguments are counted meanwhile.
import sys
def show(*functions):
    for function in functions:
        try: print(function())
        except Exception as e: print(type(e).__name__, e)
class Counted:
    def __str__(self): return "counted %d" % sys.getrefcount(self)
class NoTruth:
    def __bool__(self): raise ValueError("no truth")
class Asked:
    def __bool__(self): print("asked"); return True
counted = Counted()
print(counted)
print(counted, counted)
show(lambda: print(a=1, b=2, c=3, d=4, e=5), lambda: print(1, flush=NoTruth()), lambda: print(1, flush=Asked()))
show(lambda: print(sep=5), lambda: print(end=5, file=5), lambda: print(1, sep="", end=b""), lambda: print(1, sep=2, end=3))
show(lambda: print(sep=1, flush=NoTruth()), lambda: print(1, **{"x": 1, "sep": 5}), lambda: print(1, flush=None), lambda: print(1, file=5))
out = sys.stdout
seen = []
sys.stdout = None
seen.append(print(1, sep=5))
del sys.stdout
try: print(1, sep=5)
except RuntimeError as e: seen.append(str(e))
sys.stdout = out
print(seen)
