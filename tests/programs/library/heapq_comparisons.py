"""Which items a heap compares, in which order, and what it says of lists that are none or that change."""
import heapq
import random
import statistics
from _heapq import _heapify_max, _heappop_max, _heapreplace_max


class Item:
    log = []

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Item.log.append((self.value, other.value))
        return self.value < other.value

    def __repr__(self):
        return str(self.value)


def told(name, function, *arguments):
    Item.log.clear()
    result = function(*arguments)
    print(name, result, Item.log)


chance = random.Random(7)
heap = []
for value in (5, 3, 8, 3, 1, 9, 2, 7):
    told('push', heapq.heappush, heap, Item(value))
print(heap)
told('replace', heapq.heapreplace, heap, Item(6))
told('pushpop', heapq.heappushpop, heap, Item(0))
told('pushpop', heapq.heappushpop, heap, Item(4))
while heap:
    told('pop', heapq.heappop, heap)
told('pushpop', heapq.heappushpop, heap, 1)

for count in (0, 1, 2, 10, 2500, 2501, 5000):
    heap = [Item(chance.randrange(count + 1)) for _ in range(count)]
    Item.log.clear()
    heapq.heapify(heap)
    print(count, len(Item.log), hash(tuple(Item.log)), heap[:5], all(heap[(i - 1) // 2].value <= heap[i].value for i in range(1, count)))
heap = [Item(chance.randrange(30)) for _ in range(12)]
told('heapify_max', _heapify_max, heap)
told('replace_max', _heapreplace_max, heap, Item(10))
while heap:
    told('pop_max', _heappop_max, heap)
print(heapq.nlargest(3, [4, 8, 1, 9, 2]), heapq.nsmallest(3, 'kangaroo'), list(heapq.merge([1, 4], [2, 3])))


class Clearing(int):
    def __lt__(self, other):
        heap.clear()
        return False


for function, *arguments in ((heapq.heappop,), (heapq.heapreplace, 3), (heapq.heapify,), (heapq.heappush, Clearing(1)), (heapq.heappushpop, 5)):
    heap = [Clearing(n) for n in range(9)]
    try:
        print(function(heap, *arguments), heap)
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
for function, *arguments in ((heapq.heappop, []), (heapq.heappop, ()), (heapq.heapify, 5), (heapq.heappush, (), 1), (heapq.heappush, []), (heapq.heapreplace, [], 1),
                             (heapq.heappush, [1], 'x'), (_heappop_max, []), (_heapify_max, None)):
    try:
        print(function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

normal = statistics.NormalDist(100, 15)
print([normal.inv_cdf(p) for p in (0.5, 0.1, 0.99, 0.001, 1e-10, 1 - 1e-15, 1e-300)], normal.quantiles(4))
try:
    statistics._normal_dist_inv_cdf(0.5, 'x', 1)
except TypeError as error:
    print(error)
