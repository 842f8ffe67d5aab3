"""Records sorted, grouped and counted with comprehensions, keys and lambdas."""
OUT = []
class Record:
    def __init__(self, key, words):
        self.key, self.words = key, words

    def __lt__(self, other):
        return self.key < other.key


records = [Record((i * 7919) % 1009, [str(i), {"n": i}]) for i in range(2500)]
OUT.append(([r.key for r in sorted(records)[:5]],))
OUT.append((sorted((-r.key, r.words[0]) for r in records)[:5],))
groups = {}
for record in records:
    groups.setdefault(record.key % 97, []).append(record)
OUT.append((len(groups), max(map(len, groups.values())),))
by_text = {k: sorted((r.words[0] for r in v), reverse=True) for k, v in groups.items()}
OUT.append((by_text[5][:3],))
frozen = {frozenset([i % 50, i % 31]): (i,) for i in range(2000)}
OUT.append((len(frozen), sum(len(k) for k in frozen),))
words = " ".join(str(i) for i in range(3000)).split()
OUT.append((len(words), len([w.split("1") for w in words]),))
for line in OUT:
    print(*line)
