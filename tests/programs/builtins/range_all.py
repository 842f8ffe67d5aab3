# range: lazily all of arithmetic: slices of it are ranges, in and index compute, even beyond 64 bits.
r = range(10, 50, 7)
print(r, list(r), len(r), r[0], r[-1], r[1:4], r[::-1], r[::2], list(r[::-2]), 24 in r, 25 in r, 24.0 in r, 'a' in r, r.index(31), r.count(31), r.count(32), r.start, r.stop, r.step)
print(range(5) == range(0, 5, 1), range(0) == range(3, 3), range(0, 3, 2) == range(0, 4, 2), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), range(3) == [0, 1, 2], range(5) != range(6), {range(2): 'key'}[range(0, 2)])
big = range(10**30, 10**30 + 10**20, 10**19)
print(big, len(big), big[3], big[-1], 10**30 + 10**19 in big, big.index(10**30 + 2 * 10**19), list(big[:2]), big[5:2:-1], bool(range(0)), bool(big))
print(list(range(3, -3, -2)), list(range(-3)), list(reversed(range(1, 8, 3))), sum(range(101)), max(range(5, 0, -1)), [*range(2), *range(2)], range(True, 3), repr(range(0, 5, 1)), repr(range(0, 5, 2)))
it = iter(range(3)); print(next(it), it.__length_hint__(), list(it), type(iter(range(2**70))), next(iter(range(2**70, 2**71))))
class Index:
    def __index__(self): return 4
print(list(range(Index())), range(10)[Index()], range(1, Index()).stop)
for f in (lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(1.0), lambda: range('a'), lambda: range(1, 5, 0), lambda: range(5)[5], lambda: range(5)[-6], lambda: range(5)['a'], lambda: range(5).index(9), lambda: range(5).index('a'), lambda: range(5) + range(5), lambda: range(5) < range(6), lambda: setattr(range(5), 'start', 1), lambda: range(5)[1.5], lambda: range(5)[::0], lambda: range(start=1), lambda: len(range(2**64)), lambda: range(2**64)[2**64]):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
