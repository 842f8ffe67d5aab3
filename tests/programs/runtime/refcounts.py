import sys
a = object()
print(sys.getrefcount(a))
b = [a, a]
print(sys.getrefcount(a))
del b
print(sys.getrefcount(a))
def f(x): return sys.getrefcount(x)
print(f(a))
class C:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
c = C(1)
c = C(2)
d = c
del c
print("still")
d = None
l = [C(3), C(4)]
l.pop(0)
print("popped")
del l
def g():
    x = C(5); y = C(6)
    print("in g")
g()
print("after g")
print([sys.getsizeof(x) for x in (0, 1, 2**40, 1.0, "", "abc", [], [1], (), (1,), {}, {"a": 1}, set(), None, True, b"", object())])
print(id(object()) == id(object()))
last = C(7)
