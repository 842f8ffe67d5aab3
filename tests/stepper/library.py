import heapq
heap = [3, 1, 2]
print(heapq.nsmallest(2, heap))
print(heapq.nlargest(2, heap))
