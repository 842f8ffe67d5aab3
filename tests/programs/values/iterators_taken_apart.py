"""What copy and pickle make of iterators and methods: __reduce__ and __setstate__."""
import copy
import pickle


def walk(make):
    iterator = make()
    next(iterator)
    twin = copy.copy(iterator)
    again = pickle.loads(pickle.dumps(iterator))
    print(type(iterator).__name__, list(iterator), list(twin), list(again))


class Squares:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * index


walk(lambda: iter(range(5)))
walk(lambda: iter(range(2**70, 2**70 + 3)))
walk(lambda: reversed(range(0, 10, 3)))
walk(lambda: iter([1, 2, 3]))
walk(lambda: reversed([1, 2, 3]))
walk(lambda: iter((1, 2)))
walk(lambda: iter('xyz'))
walk(lambda: iter(Squares()))
walk(lambda: iter({7}))
walk(lambda: iter({1: 2, 3: 4}.items()))
walk(lambda: map(str, [1, 2, 3]))
walk(lambda: filter(None, [0, 1, 2]))
walk(lambda: zip('ab', 'cd'))
walk(lambda: zip('ab', 'cd', strict=True))
walk(lambda: enumerate('abc'))
print(iter(range(1, 9, 2)).__reduce__())
print(iter(set()).__reduce__(), iter(list, []).__reduce__())

counter = iter(range(10))
for state in (4, -3, 99):
    counter.__setstate__(state)
    print(state, next(counter, 'end'))
try:
    counter.__setstate__('x')
except TypeError as error:
    print(error)
long = iter(range(2**80))
long.__setstate__(2**70)
print(next(long) == 2**70)

print(str.upper.__reduce__(), 'a'.upper.__reduce__(), (5).__add__.__reduce__(), int.__add__.__reduce__())
print(pickle.loads(pickle.dumps(str.upper))('ok'), pickle.loads(pickle.dumps([3].__contains__))(3))
try:
    pickle.dumps(dict.__dict__['fromkeys'])
except TypeError as error:
    print(error)


class Empty:
    pass


print(Empty().__reduce_ex__(2)[2], Empty().__getstate__())
