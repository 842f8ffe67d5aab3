# Iterators are taken apart by __reduce__ and put together again, by copy and pickle alike.
import copy
import itertools
import pickle


def rest(iterator):
    return list(itertools.islice(iterator, 5))


def show(name, make):
    iterator = make()
    next(iterator, None)
    reduced = iterator.__reduce__()
    again = pickle.loads(pickle.dumps(iterator))
    print(name, reduced[0].__name__, len(reduced), rest(copy.copy(iterator)), rest(again))


class Squares:
    def __getitem__(self, index):
        if index > 6:
            raise IndexError
        return index * index


def max_of(a, b):
    return b


def three():
    return 3


show("range", lambda: iter(range(2, 20, 3)))
show("long range", lambda: iter(range(10**20, 10**20 + 9, 2)))
show("set", lambda: iter({5}))
show("sequence", lambda: iter(Squares()))
show("callable", lambda: iter(three, 4))
show("zip", lambda: zip([1, 2, 3], (4, 5, 6), strict=True))
show("map", lambda: map(pow, [1, 2, 3], [4, 5, 6]))
show("filter", lambda: filter(None, [0, 1, 2, 0, 3]))
show("enumerate", lambda: enumerate("abc", 5))
show("reversed", lambda: reversed([1, 2, 3]))
show("accumulate", lambda: itertools.accumulate([None, 1, None], max_of))
show("tee", lambda: itertools.tee("abcdef")[1])
for method in [], "abc", 3:
    print(pickle.loads(pickle.dumps(method.__ne__))(method))
print(pickle.loads(pickle.dumps(list.append)) is list.append, pickle.loads(pickle.dumps(int.__add__))(3, 4))

walk = iter(range(10))
for state in 7, 100, -3:
    walk.__setstate__(state)
    print(list(walk))
walk = iter(range(10**20, 10**20 + 3))
walk.__setstate__(2)
print(list(walk))
branch = itertools.tee(range(100))[0]
data = branch.__reduce__()[2][0]
for state in (data, 3), (data, 99), (4, 4), [data, 3]:
    try:
        branch.__setstate__(state)
        print(next(branch))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for args in ([], [1], None), ([], 4, None), ([1], [2], None), ([1], [2], 3), ([1], list(range(57)), data), ([1], [2], data):
    try:
        print(len(type(data)(*args).__reduce__()[1][1]))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


# A group asked for its next item by the comparison that decides on it.
class Greedy:
    def __init__(self, value):
        pass

    def __eq__(self, other):
        global asked
        asked += 1
        if asked < 3:
            next(group, None)
        return True


asked = 0
group = next(itertools.groupby(range(10), Greedy))[1]
print([next(group, "end") for i in range(4)], asked)


class Wrong:
    def __iter__(self):
        return self


for make in zip, map:
    try:
        make(*([len] if make is map else []), [1], Wrong())
    except TypeError as error:
        print(error)


class Named(map):
    def __init__(self, function, values, name):
        self.name = name


print(Named(str, [1], name="n").name, [*Named(str, [1], name="n")])
print(range(10**30)[10**29::10**28][3], range(10**30)[::-1][-2], slice(None, -10**25, 3).indices(10**30))
