# What is equal has the same hash: numbers across types, tuples, and classes that say so themselves.
from itertools import product
for group in ([1, 1.0, True, 1 + 0j], [0, 0.0, -0.0, False, 0j], [2**61 - 1, float(2**61)], [10**20, 1e20], [0.5, 0.5 + 0j], [-1, -1.0, -2]):
    print([hash(x) for x in group], [a == b for a, b in product(group, repeat=2)][:len(group)], len(set(group)))
print(hash(float('inf')), hash(-float('inf')), hash(2**61 - 1), hash(2**61), hash(-2**61 + 1), hash(10**40), hash(1 / 3), hash(1e-320), hash(3 + 4j))
print(hash(()), hash((1,)), hash((1, 2, 3)), hash((1, (2, 3))), hash(None) == hash(None), hash('') == 0, hash(b'') == hash(''), hash('a') == hash(b'a'), hash(range(0)) == hash(range(5, 5)), hash(frozenset()) == hash(frozenset([])))
class Name:
    def __init__(self, text): self.text = text
    def __eq__(self, other): return isinstance(other, Name) and self.text.lower() == other.text.lower()
    def __hash__(self): return hash(self.text.lower())
class Unhashable:
    def __eq__(self, other): return True
class Huge:
    def __hash__(self): return 2**70 + 5
class Minus:
    def __hash__(self): return -1
class Wrong:
    def __hash__(self): return 'a'
print({Name('Bo'), Name('BO'), Name('Al')} == {Name('al'), Name('bo')}, {Name('x'): 1}[Name('X')], hash(Huge()), hash(Minus()))
nan = float('nan')
print(nan == nan, nan in [nan], [nan] == [nan], {nan: 1}[nan], len({nan, float('nan')}), nan != nan)
for x in ([], {}, set(), bytearray(), Unhashable(), Wrong(), ([],), slice(1)):
    try:
        print(hash(x))
    except TypeError as e:
        print('TypeError', e)
