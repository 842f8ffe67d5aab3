# len() and truth: __bool__ first, then __len__, else true; and what happens when they answer nonsense.
class Box:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
class Both(Box):
    def __bool__(self): return False
class Says:
    def __init__(self, answer): self.answer = answer
    def __bool__(self): return self.answer
for x in (Box(0), Box(3), Both(3), object(), 0, -1, 0.0, 1e-300, float('nan'), '', ' ', [], [0], {}, {0: 0}, set(), range(0), range(5, 5), b'', None, NotImplemented if False else 1, ..., type):
    print(type(x).__name__, bool(x), not x, 'yes' if x else 'no')
print(len('a\xe9\U0001f600'), len(b'abc'), len({1, 1, 2}), len(range(0, 100, 7)), len(range(-5, 5)), len(Box(7)), len({}), len(((),)))
for f in (lambda: len(5), lambda: len(), lambda: len(Box(-1)), lambda: len(Box('a')), lambda: len(Box(1.5)), lambda: len(Box(2**63)), lambda: bool(Box(-1)), lambda: bool(Says(1)), lambda: bool(Says(None)), lambda: len(range(2**70)), lambda: len(x for x in ()), lambda: len([], []), lambda: bool(1, 2), lambda: len(int)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
