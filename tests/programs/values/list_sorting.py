# list.sort(): stable, with keys computed once each, and what a key or a comparison may not do.
words = 'the quick brown fox jumps over the lazy dog'.split()
words.sort(); print(words); words.sort(key=len); print(words); words.sort(key=len, reverse=True); print(words); words.sort(key=lambda w: (w[-1], -len(w))); print(words)
rows = [(x % 3, x % 5, x) for x in range(15)]
rows.sort(key=lambda r: r[1]); rows.sort(key=lambda r: r[0]); print(rows)
calls = 0
def key(x):
    global calls
    calls += 1
    return -x
data = [(i * 7919) % 101 for i in range(60)]
data.sort(key=key); print(calls, data[:10], data == sorted(data, reverse=True))
class Counted:
    compared = 0
    def __init__(self, n): self.n = n
    def __lt__(self, o):
        Counted.compared += 1
        return self.n < o.n
for kind, numbers in (('sorted', range(64)), ('reversed', range(64, 0, -1)), ('same', [1] * 64), ('saw', [i % 4 for i in range(64)]), ('mixed', [(i * 37) % 64 for i in range(64)])):
    Counted.compared = 0
    list(map(Counted, numbers)) and sorted(map(Counted, numbers))
    print(kind, Counted.compared)
a = [3, 1, 2]
def nosy(x):
    return (len(a), x)
a.sort(key=nosy); print(a)
def meddle(x):
    a.append(9)
    return x
for f in (lambda: a.sort(key=meddle), lambda: [1, 'a', 2].sort(), lambda: [3, 1].sort(key=lambda: 0), lambda: [3, 1].sort(key=5), lambda: [3, 1].sort(lambda x: x), lambda: [1, 2].sort(reverse='x'), lambda: [1j, 2].sort(), lambda: [[1], ['a']].sort(), lambda: [None, 1].sort(), lambda: [2, 1].sort(key=lambda x: 1 // (x - 1)), lambda: [1].sort(foo=1)):
    try:
        print(f(), a)
    except Exception as e:
        print(type(e).__name__, e, a)
mixed = [2.5, 1, True, 0, -1.5]; mixed.sort(); print(mixed); nans = [3, float('nan'), 1, 2]; nans.sort(); print(nans)
