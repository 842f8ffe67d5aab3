class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self):
        print("enter", self.n)
        return self.n
    def __exit__(self, t, v, tb):
        print("exit", self.n, t and t.__name__, v)
        return self.swallow
with CM(1) as a, CM(2) as b:
    print(a, b)
with CM(3, True):
    raise ValueError("x")
try:
    with CM(4), CM(5):
        raise KeyError("k")
except KeyError as e:
    print("out", e)
def f():
    with CM(6):
        return "r"
print(f())
for i in range(3):
    with CM(i):
        if i == 1: break
for bad in (5, object()):
    try:
        with bad: pass
    except TypeError as e:
        print(e)
class Half:
    def __enter__(self): pass
try:
    with Half(): pass
except TypeError as e:
    print(e)
