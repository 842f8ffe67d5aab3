"""Wide and deep data printed readably: widths, depths, sorting, strings, own classes."""
import pprint
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from types import SimpleNamespace

orders = [{'id': n, 'customer': {'name': 'x' * n, 'tags': list(range(n))}, 'total': n * 1.5} for n in (3, 14, 9)]
pprint.pprint(orders)
pprint.pprint(orders, width=40, depth=2, indent=2)
pprint.pprint(orders[0], compact=True, sort_dicts=False, width=30)
pprint.pprint({'z': 1, 'a': {2, 10, 1}, 3: frozenset('ba'), None: ()})
pprint.pprint('the quick brown fox jumps over the lazy dog ' * 3, width=50)
pprint.pprint([b'bytes that are long enough to be wrapped at some point', bytearray(range(40))], width=40)
pprint.pprint(Counter('mississippi'), width=20)
pprint.pprint([OrderedDict(b=1, a=2), defaultdict(list, k=[1] * 30), deque(range(30), 50)], width=60)


@dataclass
class Point:
    x: int
    y: int
    label: str = field(default='', repr=False)


Size = namedtuple('Size', 'width height')
pprint.pprint([Point(1, 2), Size(3, 4), SimpleNamespace(alpha='a' * 30, beta='b' * 30)], width=40)
loop = [1]
loop.append(loop)
print(pprint.pformat(loop).split(' with id')[0], pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable([1, 'x']))
pprint.pprint(list(range(40)), compact=True, width=50)
pprint.pprint([10**9, -10**6], underscore_numbers=True)
print(pprint.saferepr({'b': [1], 'a': (2,)}))
