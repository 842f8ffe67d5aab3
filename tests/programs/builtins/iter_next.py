# iter() with a sentinel, next() with a default, sequences that have only __getitem__, and iterators that end.
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration('liftoff')
        self.n -= 1
        return self.n
class Letters:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return 'abc'[i]
class NotIterator:
    def __iter__(self): return 5
class NoNext:
    def __iter__(self): return NoNext2()
class NoNext2: pass
print(list(Countdown(3)), list(Letters()), 'b' in Letters(), 'z' in Letters(), max(Letters()), [*Letters(), *Countdown(2)], list(zip(Letters(), Countdown(9))))
values = iter([3, 1, 4, 1, 5])
print(list(iter(lambda: next(values), 4)), list(values), next(iter([]), 'none'), next(iter([0]), 1))
it = iter([1])
print(next(it), next(it, None), next(it, None), iter(it) is it)
try:
    next(Countdown(0))
except StopIteration as e:
    print('StopIteration', e.value, e.args)
for f in (lambda: iter(5), lambda: iter(NotIterator()), lambda: list(NoNext()), lambda: next(5), lambda: next([]), lambda: next(iter([])), lambda: iter(5, 6), lambda: iter(), lambda: iter([], 1, 2), lambda: next(), lambda: [x for x in 5], lambda: iter(Letters)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
