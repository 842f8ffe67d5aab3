"""Shortest ways and a spanning tree, with a heap as the queue."""
import heapq

roads = {
    'A': {'B': 7, 'C': 9, 'F': 14}, 'B': {'A': 7, 'C': 10, 'D': 15}, 'C': {'A': 9, 'B': 10, 'D': 11, 'F': 2},
    'D': {'B': 15, 'C': 11, 'E': 6}, 'E': {'D': 6, 'F': 9}, 'F': {'A': 14, 'C': 2, 'E': 9}, 'G': {},
}


def shortest(start):
    best, came, queue = {}, {start: None}, [(0, start)]
    while queue:
        cost, town = heapq.heappop(queue)
        if town in best:
            continue
        best[town] = cost
        for other, length in roads[town].items():
            if other not in best and (other not in came or cost + length < came[other][0]):
                came[other] = cost + length, town
                heapq.heappush(queue, (cost + length, other))
    return best, came


def way(came, town):
    steps = [town]
    while came[town] is not None:
        town = came[town][1]
        steps.append(town)
    return '-'.join(reversed(steps))


best, came = shortest('A')
for town in sorted(roads):
    print(town, best.get(town, 'unreachable'), way(came, town) if town in best else '')


def spanning_tree():
    seen, queue, total = {'A'}, [(cost, 'A', town) for town, cost in roads['A'].items()], 0
    heapq.heapify(queue)
    while queue:
        cost, one, two = heapq.heappop(queue)
        if two not in seen:
            seen.add(two)
            total += cost
            print(one, two, cost)
            for town, length in roads[two].items():
                heapq.heappush(queue, (length, two, town))
    return total


print(spanning_tree())
