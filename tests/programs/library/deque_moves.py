# Deques against lists: every operation, at both ends and across blocks.
from _collections import deque


def check(queue, model):
    assert list(queue) == model and len(queue) == len(model)
    assert list(reversed(queue)) == model[::-1]
    for i in range(0, len(model), 17):
        assert queue[i] == model[i] and queue[-1 - i] == model[-1 - i]


queue, model, seed = deque(), [], 1
for step in range(3000):
    seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
    choice, value = seed >> 8 & 7, seed >> 16
    if choice == 0:
        queue.append(value), model.append(value)
    elif choice == 1:
        queue.appendleft(value), model.insert(0, value)
    elif choice == 2 and model:
        assert queue.pop() == model.pop()
    elif choice == 3 and model:
        assert queue.popleft() == model.pop(0)
    elif choice == 4 and model:
        turn = value % 200 - 100
        queue.rotate(turn)
        turn %= len(model)
        model = model[len(model) - turn:] + model[:len(model) - turn]
    elif choice == 5 and model:
        at = value % len(model)
        del queue[at], model[at]
    elif choice == 6:
        at = value % (2 * len(model) + 1) - len(model)
        queue.insert(at, value), model.insert(at, value)
    else:
        queue.extend(range(30)), model.extend(range(30))
    if step % 100 == 0:
        check(queue, model)
        queue.reverse(), model.reverse()
check(queue, model)
print(len(queue), hash(tuple(queue)))

for most in 0, 1, 5, 64, 65:
    queue = deque(map(str, range(200)), most)
    queue.extend("xyz")
    queue.extendleft("ab"), queue.remove("a") if most > 1 else 0
    print(most, len(queue), list(queue)[:3], list(queue * 2)[-3:], list(queue + queue)[:2], queue.maxlen)
    queue *= 3
    print(len(queue), queue == queue.copy(), queue != deque(queue), queue < deque("zz"))


class Watched(deque):
    def __init__(self, *args):
        super().__init__(*args)
        self.seen = 0


watched = Watched("abc", 3)
watched.seen = 7
other = watched.__copy__()
print(type(other).__name__, other, other.maxlen, other.seen, watched.__reduce__()[:3])

queue = deque()
queue.append(queue)
print(queue)
queue = deque([1, 2, 3])
walk = iter(queue)
next(walk)
print(walk.__length_hint__(), walk.__reduce__()[1])
queue.append(4)
try:
    next(walk)
except RuntimeError as error:
    print(error, walk.__length_hint__())
print(deque([1, 2, 3]).index(2, 1, 2), deque("banana").count("a"), "n" in deque("banana"))
