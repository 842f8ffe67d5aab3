# enumerate() counts, zip() walks side by side; both are iterators, made one step at a time.
e = enumerate('abc', start=5)
print(next(e), list(e), list(e), enumerate([]).__class__, list(enumerate('ab', -1)), list(enumerate('a', 10**20)), [*enumerate(iterable='xy', start=1)])
z = zip('abcd', [1, 2, 3], (x * x for x in range(10)))
print(next(z), list(z), list(zip()), list(zip('ab')), dict(zip('ab', [1, 2])), list(zip(*[(1, 2), (3, 4), (5, 6)])))
print(list(zip('ab', 'cd', strict=True)))
it = iter(range(5))
print(list(zip(it, it)), list(it), 'the fifth was taken and lost')
def noisy(name, count):
    for i in range(count):
        print(name, i, end=' ')
        yield i
print(list(zip(noisy('first', 3), noisy('second', 2))))
print(list(zip(noisy('second', 2), noisy('first', 3))))
for f in (lambda: list(zip('abc', 'de', strict=True)), lambda: list(zip('ab', 'cde', strict=True)), lambda: list(zip('a', 'b', '', strict=True)), lambda: zip(5), lambda: zip('a', 5), lambda: zip('a', foo=1), lambda: enumerate(), lambda: enumerate(5), lambda: enumerate('a', 'b'), lambda: enumerate('a', 1.5), lambda: enumerate('a', 1, 2)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
