# The recipes of the documents, made of itertools.
import collections
import operator
from itertools import accumulate, chain, combinations, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest


def grouper(iterable, n, fill="-"):
    return zip_longest(*[iter(iterable)] * n, fillvalue=fill)


def unique(iterable):
    seen = set()
    for item in filterfalse(seen.__contains__, iterable):
        seen.add(item)
        yield item


def powerset(iterable):
    items = list(iterable)
    return chain.from_iterable(combinations(items, r) for r in range(len(items) + 1))


def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    data[:3] = 0, 0, 0
    for p in compress(range(int(n**0.5) + 1), data):
        data[p * p:n:p + p] = bytes(len(range(p * p, n, p + p)))
    data[2] = 1
    return compress(range(n), data)


print(["".join(g) for g in grouper("ABCDEFG", 3)], "".join(unique("AAAABBBCCDAABBB")), list(powerset("abc")), list(sieve(50)))
print(list(accumulate([1, 2, 3, 4], operator.mul)), list(accumulate("abc", initial=">")), [(k, len(list(g))) for k, g in groupby("aaabbc")])
print(list(islice(cycle("ab"), 5)), list(takewhile(lambda x: x < 3, count())), list(dropwhile(str.isalpha, "ab1c")), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(pairwise("abcd")), len(list(permutations(range(5), 3))), list(product("ab", repeat=2))[:3], list(repeat("x", 2)), list(combinations("abcd", 3)))
a, b = tee(iter("abc"))
print(next(a), list(b), list(a), dict(zip("ab", count(10, 5))), collections.deque(range(9), 2))
