"""Lazy pipelines: what each step takes from the one before, and what is left over."""
import itertools
from itertools import dropwhile, filterfalse, islice


def noisy(name, items):
    for item in items:
        print(name, 'gives', item)
        yield item
    print(name, 'ends')


print(list(islice(noisy('a', range(10)), 2, 7, 3)))
source = noisy('b', 'xy')
print(list(zip(source, range(1))))
print(next(source, 'nothing'))
print(list(dropwhile(str.islower, noisy('c', 'abCd'))))
print(list(filterfalse(None, [0, 1, '', 'x'])))


def chunks(items, size):
    items = iter(items)
    while chunk := tuple(islice(items, size)):
        yield chunk


def window(items, size):
    copies = itertools.tee(items, size)
    for skip, copy in enumerate(copies):
        next(islice(copy, skip, skip), None)
    return zip(*copies)


def round_robin(*iterables):
    active = [iter(iterable) for iterable in iterables]
    while active:
        for iterator in list(active):
            try:
                yield next(iterator)
            except StopIteration:
                active.remove(iterator)


print(list(chunks('abcdefg', 3)), list(window(range(5), 3)), ''.join(round_robin('ace', 'bd', 'f')))
groups = itertools.groupby(sorted(['pear', 'fig', 'apple', 'kiwi', 'plum'], key=len), key=len)
print([(size, sorted(words)) for size, words in groups])
counter = itertools.count(10, -3)
print([next(counter) for _ in range(4)], counter, itertools.repeat('x', 2), list(itertools.count(0.5, 0.25).__reduce__()[1]))
first = itertools.groupby('aabb')
a = next(first)[1]
b = next(first)[1]
print(list(a), list(b))
for call in (lambda: islice('abc', -1), lambda: itertools.product('ab', repeat=-1), lambda: itertools.tee([], -1), lambda: itertools.combinations('ab', -1)):
    try:
        call()
    except ValueError as error:
        print(error)
