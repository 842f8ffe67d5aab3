"""Merging sorted runs, the running median, the largest and smallest few, sorting by a heap."""
import heapq
from dataclasses import dataclass, field


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)


jobs = []
for number, name in ((3, 'sweep'), (1, 'alarm'), (2, 'mail'), (1, 'phone')):
    heapq.heappush(jobs, Job(number, name))
print([heapq.heappop(jobs).priority for _ in range(4)])


def medians(numbers):
    low, high = [], []
    for n in numbers:
        heapq.heappush(high, -heapq.heappushpop(low, -n))
        if len(high) > len(low):
            heapq.heappush(low, -heapq.heappop(high))
        yield -low[0] if len(low) > len(high) else (high[0] - low[0]) / 2


print(list(medians([5, 15, 1, 3, 8, 7])))
print(list(heapq.merge([1, 4, 7], [2, 5, 8], [0, 9])), list(heapq.merge(['bb', 'a'], ['ccc', 'd'], key=len, reverse=True)))
words = 'the quick brown fox jumps over the lazy dog'.split()
print(heapq.nlargest(3, words, key=len), heapq.nsmallest(2, words), heapq.nlargest(0, words), heapq.nsmallest(20, [2, 1]))
heap = [9, 4, 7, 1, 8]
heapq.heapify(heap)
print(heap, heapq.heapreplace(heap, 5), heap, heapq.heappushpop(heap, 0))
out = []
while heap:
    out.append(heapq.heappop(heap))
print(out)
try:
    heapq.heappop([])
except IndexError as error:
    print(type(error).__name__)
try:
    heapq.heappush([{}], {})
except TypeError as error:
    print(error)
