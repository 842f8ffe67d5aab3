"""Large containers: generation 2 waits for a quarter of what it already knows."""
OUT = []
rows = [[i, str(i)] for i in range(9000)]
table = {i: (i, [i]) for i in range(6000)}
names = {("k", i): {"n": i} for i in range(3000)}
bag = {(i, str(i)) for i in range(4000)}
OUT.append((len(rows), len(table), len(names), len(bag),))
for row in rows:
    row.append(rows)
rows.clear()
pairs = list(zip(range(3000), ([] for _ in range(3000))))
table = None
again = [{j: [] for j in range(10)} for i in range(800)]
OUT.append((len(pairs), len(again),))
tuples = [(i, i + 1) for i in range(3000)]
nested = [((i, 1), (i, [i])) for i in range(2000)]
OUT.append((len(tuples), len(nested),))
for line in OUT:
    print(*line)
