# Comprehensions have their own scope; the first iterable is evaluated outside, conditions filter left to right.
x = 'outer'; squares = [x * x for x in range(5)]; print(x, squares, [y for y in 'abc' if y != 'b'], [(a, b) for a in range(3) for b in range(a)], [[r * c for c in range(3)] for r in range(2)])
print({k: v for k, v in zip('abc', range(3)) if v}, {c.upper() for c in 'abca'}, list(c for c in 'xyz'), sum(i for i in range(10) if i % 2 if i > 3), [a for a, *_ in ['xyz', 'pq']], [i if i % 2 else -i for i in range(5)], [z for t in [[1, 2], [3]] for z in t], dict((k, [v]) for k, v in {'p': 1}.items()))
fs = [lambda: i for i in range(3)]; print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
print([last := n for n in range(3)], last, [(y := n, y * y) for n in range(3)], any((hit := w).startswith('k') for w in ['ab', 'kl', 'kz']), hit)
class C:
    n = 3
    items = [n for _ in range(1)] if False else [v for v in range(n)]
    try:
        bad = [n for _ in range(2)]
    except NameError as e:
        bad = str(e)
print(C.items, C.bad)
def log(v): print('see', v, end='; '); return v
g = (log(v) for v in (log('now'),)); print('made'); print(list(g))
def outer():
    seen = []
    return [seen.append(i) or len(seen) for i in 'abc'], seen
print(outer(), [locals().get('q', 'none') for q in range(2)], [[] for _ in range(2)], [x for x in [x for x in 'ab']], [j for j in range(3) for j in range(j)])
for f in (lambda: [1 / n for n in (1, 0)], lambda: [m for m in 5], lambda: {[]: 1 for _ in 'a'}, lambda: {u for u in [[1]]}, lambda: [p for p, q in [1]], lambda: next(e for e in []), lambda: (1 for _ in 5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
