# sorted() makes a list and keeps the order of equals; reversed() walks back whatever has a length and indexes.
people = [('Bo', 30), ('Al', 25), ('Cy', 30), ('Di', 25)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: p[1], reverse=True), sorted(sorted(people), key=lambda p: -p[1]))
print(sorted('banana'), sorted({3, 1, 2}), sorted({'b': 1, 'a': 2}), sorted([True, 0, 2.5, -1]), sorted([[2], [1, 5], []]), sorted(['b', 'A', 'c'], key=str.casefold), sorted(['10', '9', '1'], key=int), sorted([]), sorted(iter([2, 1])))
print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed(range(3))), list(reversed({'x': 1, 'y': 2})), list(reversed({'x': 1}.items())), list(reversed((1, 2))), list(reversed(b'ab')))
class Deck:
    def __len__(self): return 3
    def __getitem__(self, i): return f'card {i}'
class Tower:
    def __reversed__(self): return iter('top down'.split())
print(list(reversed(Deck())), list(reversed(Tower())), type(reversed(Deck())), reversed([]).__length_hint__())
class Odd:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n > other.n
    def __repr__(self): return f'Odd({self.n})'
print(sorted([Odd(1), Odd(3), Odd(2)]), min([Odd(1), Odd(3)]))
for f in (lambda: sorted([1, 'a']), lambda: sorted(5), lambda: sorted(), lambda: sorted([1], [2]), lambda: sorted([2, 1], key=5), lambda: sorted([1j, 2j]), lambda: sorted([1], foo=1), lambda: reversed(5), lambda: reversed({1}), lambda: reversed(), lambda: reversed(iter([])), lambda: sorted([1, None]), lambda: sorted([object(), object()]), lambda: sorted('ab', reverse='x'), lambda: sorted([3, 1], key=lambda x: 1 / 0), lambda: [2, 1].sort(lambda x: x)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
