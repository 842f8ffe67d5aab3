# enumerate, zip, map, filter, reversed, sorted, min, max, sum, any, all at their edges.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

class Bad:
    def __iter__(self): return self
    def __next__(self): raise KeyError("next")
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
class Len(Old):
    def __len__(self): return 3
show(lambda: list(Old()), lambda: list(reversed(Len())), lambda: reversed(Old()), lambda: list(enumerate("ab", 5)), lambda: list(enumerate(Old(), start=-1)), lambda: list(zip("ab", [1, 2, 3])), lambda: list(zip()), lambda: list(zip("ab", "c", strict=True)), lambda: list(zip("a", "bc", strict=True)), lambda: list(zip("ab", "cd", "e", strict=True)), lambda: list(map(lambda a, b: a + b, [1, 2], [3])), lambda: list(map(None, [1])), lambda: list(filter(None, [0, 1, "", "a"])), lambda: list(filter(bool, [0, 2])), lambda: list(map(int, "12x")), lambda: sum([1, 2], 10), lambda: sum(["a"], ""), lambda: sum([[1]], []), lambda: sum([b"a"], b""), lambda: sum(["a"]), lambda: sum([1], start=2), lambda: sum(5), lambda: sum([0.1] * 3), lambda: sum([1, 2.5, 3j]), lambda: sum([True, True]), lambda: sum([2**62, 2**62]), lambda: sum(Bad()), lambda: min([]), lambda: min([], default=5), lambda: min(3, 1, 2), lambda: min("a", 1), lambda: max([1, 2], key=lambda v: -v), lambda: max(1, 2, default=3), lambda: max("ab", "c", key=len), lambda: max([1], key=5), lambda: min(5), lambda: min(), lambda: max(1, key=None), lambda: min([3, 1], default=1, key=None), lambda: sorted([3, 1, 2], reverse=True), lambda: sorted("bca", key=str.upper), lambda: sorted([1, "a"]), lambda: sorted([1], key=lambda v: 1 / 0), lambda: sorted(5), lambda: sorted([2, 1], lambda v: v), lambda: sorted([1], reverse="x"), lambda: any([0, "", 5]), lambda: all([]), lambda: any(Bad()), lambda: all(5), lambda: next(iter([])), lambda: next(iter([]), 1), lambda: next(5), lambda: iter(5), lambda: iter(5, 5), lambda: list(iter([3, 2, 1].pop, 1)), lambda: next(iter(int, 0), "end"), lambda: list(range(5, 0, -2)), lambda: range(1, 2, 0), lambda: range("a"), lambda: range(1.5), lambda: len(range(10**20)), lambda: 5 in range(10**20), lambda: "a" in range(3), lambda: range(3).index(7), lambda: range(3).count(1.0), lambda: hash(range(3)) == hash(range(0, 3)), lambda: range(0, 3, 2) == range(0, 4, 2), lambda: list(reversed(range(3))), lambda: reversed({1}), lambda: list(reversed({"a": 1, "b": 2})), lambda: reversed(5), lambda: len(reversed([1])), lambda: enumerate([1]).__next__(), lambda: [*zip([1], Bad())], lambda: list(map(print)), lambda: map(), lambda: filter(1), lambda: zip(1), lambda: list(zip([], strict=5)), lambda: zip(bogus=1), lambda: sorted([3, 2, 1], key=None, reverse=0), lambda: divmod(7.5, 2), lambda: list(zip(*[[1, 2], [3, 4]])), lambda: dict(enumerate("ab")), lambda: max({"a": 3, "b": 9}.items(), key=lambda kv: kv[1]), lambda: list(map(pow, [2, 3], [3, 2])), lambda: [v for v in map(lambda *a: a, "ab", "cd")])
class Hints(Old):
    def __length_hint__(self): return 10**30
show(lambda: list(Hints()), lambda: tuple(Hints()))
it = zip([1, 2, 3], (log := []))
print(list(it), log)
source = iter([1, 2, 3, 4]); print(list(zip(source, source)))
source = iter([1, 2, 3]); print(list(zip(source, [9])), list(source))
class Compare:
    def __init__(self, v): self.v = v
    def __lt__(self, o): calls.append((self.v, o.v)); return self.v < o.v
    def __repr__(self): return str(self.v)
calls = []; print(sorted(map(Compare, [3, 1, 2])), calls); calls.clear(); print(min(map(Compare, [3, 1, 2])), max(map(Compare, [3, 1, 2])), calls)
mutated = [3, 1, 2]
def mutate(v): mutated.append(9); return v
try: mutated.sort(key=mutate)
except ValueError as error: print(error, mutated)
