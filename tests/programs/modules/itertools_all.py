# Every iterator of itertools: what it gives, how it shows itself, how it ends, what it refuses.
import itertools
import sys
from itertools import *


def say(label, function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        if hasattr(result, "__next__"):
            result = list(islice(result, 12))
        print(label, result)
    except Exception as error:
        print(label, type(error).__name__, error)


print([name for name in dir(itertools) if not name.startswith("__")])

# count, cycle, repeat
for args in [(), (5,), (5, 2), (1.5, 0.5), (sys.maxsize - 1,), (3, -1), (2**70,), (True,)]:
    counter = count(*args)
    print(repr(counter), [next(counter) for _ in range(4)], repr(counter), counter.__reduce__())
say("count", count, "a")
say("count", count, 1, "a")
say("count", count, 1, 2, 3)
say("count", count, step=3, start=1)
say("count", count, stop=3)
say("cycle", cycle, "abc")
say("cycle", cycle, "")
say("cycle", cycle)
say("cycle", cycle, 5)
say("cycle", cycle, iterable="a")
ring = cycle("ab")
next(ring), next(ring), next(ring)
print(type(ring.__reduce__()[1][0]).__name__, ring.__reduce__()[2], next(ring))
say("repeat", repeat, 1, 3)
say("repeat", repeat, object=1, times=-3)
say("repeat", repeat, 1)
say("repeat", repeat)
say("repeat", repeat, 1, "x")
print(repeat("a"), repeat("a", 4), repeat(1, 0), repeat("a").__reduce__(), repeat("a", 3).__reduce__())
print(repeat(1, 7).__length_hint__())
say("hint", repeat(1).__length_hint__)

# selection
say("compress", compress, "abcdef", [1, 0, 1, 0, 1, 1])
say("compress", compress, data="abc", selectors=[True] * 9)
say("compress", compress, "abc")
say("dropwhile", dropwhile, lambda x: x < 3, [1, 2, 3, 1])
say("takewhile", takewhile, lambda x: x < 3, [1, 2, 3, 1])
say("takewhile", takewhile, lambda x: x < 3)
say("filterfalse", filterfalse, None, [0, 1, "", "a"])
say("filterfalse", filterfalse, lambda x: x % 2, range(6))
say("filterfalse", filterfalse, lambda x: 1 / x, [1, 0])
for args in [(3,), (2, 5), (2, None), (0, None, 3), (1, 8, 3), (None,), (None, None, None), (5, 2), (-1,), ("a",),
             (1, -5), (1, 2, 0), (1, 2, -1), ("a", 2), (1, "a"), (), (1, 2, 3, 4), (2**80,), (1, -1)]:
    say(f"islice{args}", islice, range(10), *args)
window = islice(iter(range(10)), 1, 8, 3)
next(window)
print(window.__reduce__()[1][1:], window.__reduce__()[2])
list(window)
print(window.__reduce__()[1][1:], window.__reduce__()[2])
source = iter(range(10))
list(islice(source, 3))
print(next(source))

# putting together
say("chain", chain, "ab", [], (1, 2))
say("chain", chain)
say("chain", chain, "a", 5)
say("chain", chain, a=5)
say("chain", chain.from_iterable, ["ab", "cd"])
say("chain", chain.from_iterable, [1])
print(chain[int], chain("ab").__reduce__()[:2])
say("starmap", starmap, pow, [(2, 3), [3, 2], (10, 3)])
say("starmap", starmap, pow, [5])
say("zip_longest", zip_longest, "abc", [1], "", fillvalue="-")
say("zip_longest", zip_longest, "abc", [1])
say("zip_longest", zip_longest)
say("zip_longest", zip_longest, "abc", fill=3)
say("zip_longest", zip_longest, "abc", 5)
pairs = zip_longest("abc", [1])
print(next(pairs) is next(pairs), list(pairs))
say("accumulate", accumulate, [1, 2, 3, 4])
say("accumulate", accumulate, [1, 2, 3, 4], lambda a, b: a * b)
say("accumulate", accumulate, [1, 2, 3], initial=10)
say("accumulate", accumulate, [], initial=10)
say("accumulate", accumulate, [], None)
say("accumulate", accumulate, ["a", 1])
say("accumulate", accumulate, iterable="abc", func=max)
say("accumulate", accumulate, [1], max, 5)
sums = accumulate([1, 2, 3])
next(sums)
print(sums.__reduce__()[1][1], sums.__reduce__()[2])
say("pairwise", pairwise, "abcd")
say("pairwise", pairwise, "a")
say("pairwise", pairwise)

# combinatorics
say("product", product, "ab", [1, 2])
say("product", product, "ab", repeat=2)
say("product", product)
say("product", product, "ab", "")
say("product", product, "ab", repeat=0)
say("product", product, "ab", repeat=-1)
say("product", product, "ab", times=2)
say("product", product, "ab", repeat="x")
for function in permutations, combinations, combinations_with_replacement:
    for size in 0, 1, 2, 3, 4, -1, "x", None:
        say(f"{function.__name__} {size}", function, "abc", size)
    say(function.__name__, function, "", 0)
    say(function.__name__, function, "", 1)
    say(function.__name__, function, iterable=[3, 1, 3], r=2)
    walk = function("abcd", 2)
    print(walk.__reduce__()[1:], next(walk), next(walk), next(walk), walk.__reduce__()[1:])
    again = function("abcd", 2)
    again.__setstate__(walk.__reduce__()[2])
    print(list(again) == list(walk), walk.__reduce__()[1:], sys.getsizeof(walk))
    say("setstate", walk.__setstate__, (1,))
say("permutations", permutations, "abc")
say("permutations", permutations)
print(len(list(permutations(range(6)))), list(permutations(range(6)))[-1])
walk = product("ab", "cde")
next(walk), next(walk)
print(walk.__reduce__()[1:], sys.getsizeof(walk))

# groupby
say("groupby", lambda: [(key, list(group)) for key, group in groupby("aabbbca")])
say("groupby", lambda: [(key, list(group)) for key, group in groupby(range(9), lambda n: n // 4)])
say("groupby", lambda: [key for key, group in groupby(iterable="aabbbca", key=str.upper)])
say("groupby", lambda: [(k, next(g)) for k, g in groupby("aabbbca")])
say("groupby", groupby, 5)
groups = groupby("aab")
key, first = next(groups)
next(groups)
print(list(first), first.__reduce__()[1], type(first).__name__)
say("groupby", lambda: list(groupby([1, 0], lambda n: 1 / n)))

# tee
one, two = tee(range(200))
print(sum(one), next(two), sum(two))
print(tee("ab", 0), len(tee("ab", 5)))
say("tee", tee, "ab", -1)
say("tee", tee, 5)
say("tee", tee, "a", "b")
left, right = tee(iter("abc"))
next(left)
third, fourth = tee(left)
print(third is left, list(third), list(fourth), list(right), type(left))

# subclasses, sizes, cycles of references


class Named(chain):
    def __init__(self, *args, name=None):
        self.name = name


named = Named("ab", "c", name="n")
say("setstate", chain().__setstate__, ())
say("setstate", cycle("").__setstate__, (1,))
print(list(named), named.name, isinstance(named, chain))
for thing in (count(), cycle(""), repeat(1), chain(), compress("", ""), dropwhile(bool, ""), takewhile(bool, ""),
              filterfalse(None, ""), islice("", 1), starmap(pow, ""), zip_longest(), accumulate(""), pairwise(""),
              groupby(""), tee("")[0], product("ab", "c"), permutations("abc", 2), combinations("abc", 2)):
    print(type(thing), sys.getsizeof(thing), iter(thing) is thing)
import gc
gc.collect()
loop = []
loop.append(chain(loop))
loop.append(cycle(loop))
loop.append(product([loop]))
loop.append(tee(loop))
loop.append(groupby(loop))
del loop
print(gc.collect() > 0)
