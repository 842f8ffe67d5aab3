# Heaps: a queue by priority, merging, the largest and smallest.
import heapq
import itertools

heap = []
for item in [5, 1, 8, 3, 9, 2]:
    heapq.heappush(heap, item)
print(heap, [heapq.heappop(heap) for _ in range(3)], heap, heapq.heappushpop(heap, 4), heapq.heapreplace(heap, 1), heap)
numbers = [(7 * i) % 31 for i in range(31)]
heapq.heapify(numbers)
print(numbers, heapq.nlargest(3, numbers), heapq.nsmallest(3, numbers, key=lambda n: -n))
print(list(heapq.merge([1, 4, 7], [2, 5], [3, 6, 8])), list(heapq.merge("CA", "DB", key=str.lower, reverse=True)))
graph = {"a": {"b": 7, "c": 3}, "b": {"d": 2}, "c": {"b": 1, "d": 8}, "d": {}}


def distances(start):
    best, queue, count = {}, [(0, 0, start)], itertools.count(1)
    while queue:
        length, _, node = heapq.heappop(queue)
        if node not in best:
            best[node] = length
            for other, weight in graph[node].items():
                heapq.heappush(queue, (length + weight, next(count), other))
    return best


print(distances("a"))
for wrong in [lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heapify([1, "a"])]:
    try:
        wrong()
    except (IndexError, TypeError, AttributeError) as error:
        print(type(error).__name__)
