# A sliding window, a round robin, and the last lines of a text: deques at work.
from collections import defaultdict, deque


def averages(numbers, size):
    window = deque(maxlen=size)
    for number in numbers:
        window.append(number)
        if len(window) == size:
            yield sum(window) / size


def round_robin(*iterables):
    waiting = deque(map(iter, iterables))
    while waiting:
        try:
            while True:
                yield next(waiting[0])
                waiting.rotate(-1)
        except StopIteration:
            waiting.popleft()


print(list(averages([1, 2, 6, 3, 8], 3)), "".join(round_robin("abc", "1", "xy")))
print(deque(map(str.strip, "one\ntwo\nthree\n".splitlines()), maxlen=2))
index = defaultdict(list)
for word in "apple avocado banana blueberry cherry".split():
    index[word[0]].append(word)
print(dict(index), index["z"], len(index), index.default_factory)
tree = lambda: defaultdict(tree)
root = tree()
root["a"]["b"]["c"] = 1
print(list(root["a"]["b"]), "x" in root)
graph = {1: [2, 3], 2: [4], 3: [4], 4: []}
seen, queue = {1}, deque([1])
while queue:
    node = queue.popleft()
    for other in graph[node]:
        if other not in seen:
            seen.add(other)
            queue.append(other)
print(seen)
