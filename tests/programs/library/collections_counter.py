# Counter, ChainMap, OrderedDict and namedtuple at work.
from collections import ChainMap, Counter, OrderedDict, namedtuple

counts = Counter("the quick brown fox jumps over the lazy dog")
print(counts.most_common(3), counts["z"], counts["!"], sum(counts.values()))
counts.subtract("the")
print(counts - Counter("qu"), (counts & Counter("aab")), sorted((counts | Counter("aab")).items())[:3], +Counter(a=-1, b=2))
print(sorted(Counter(a=2, b=1).elements()), Counter(a=1) == Counter(a=1, b=0), repr(Counter()))
Point = namedtuple("Point", "x y", defaults=[0])
point = Point(3)
print(point, point._asdict(), point._replace(y=4), Point._fields, Point._field_defaults, Point._make([1, 2]), point == (3, 0))
try:
    Point(1, 2, 3)
except TypeError as error:
    print(error)
print(Point.x.__doc__, Point.__doc__, namedtuple("T", "a class a", rename=True)._fields)
ordered = OrderedDict(one=1, two=2, three=3)
ordered.move_to_end("one")
print(ordered, ordered.popitem(last=False), list(reversed(ordered)), ordered == OrderedDict(one=1, three=3))
chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
chain["c"] = 4
print(chain, dict(chain), chain.parents, chain.new_child()["b"], len(chain))
