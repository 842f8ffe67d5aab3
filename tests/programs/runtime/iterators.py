class Cnt:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Cnt(3)), [*Cnt(2)], sum(Cnt(4)), 1 in Cnt(3), dict(zip("ab", Cnt(2))), max(Cnt(5)))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), list(reversed([1, 2])), tuple(Seq()))
print(list(iter([1, 2, 3].pop, 1)), list(enumerate("ab")), next(iter("x")))
a, b, c = Seq()
print(a, b, c)
it = iter([1, 2])
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it))
for bad in ("iter(5)", "next(5)", "for x in 5: pass", "[*5]", "x, y = 5", "list(iter(5, 6))", "iter(lambda: 1)"):
    try:
        exec(bad)
    except TypeError as e:
        print(e)
class BadIter:
    def __iter__(self): return 5
try:
    iter(BadIter())
except TypeError as e:
    print(e)
z = zip([1, 2, 3], "ab")
print(list(z), list(map(lambda x: x, [])), list(filter(lambda x: x > 1, [1, 2, 3])))
