# Pretty printing of nested and long structures.
import pprint
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass
from types import SimpleNamespace


@dataclass
class Item:
    name: str
    tags: list


data = {"numbers": list(range(30)), "text": "word " * 25, "nested": {"b": [(1, 2), {3, 1, 2}], "a": {"deep": {"deeper": ["x" * 30, "y" * 30]}}}}
pprint.pprint(data)
pprint.pprint(data, width=40, depth=2)
pprint.pprint(data["numbers"], compact=True, width=50)
print(pprint.pformat({2: "b", 1: "a"}), pprint.pformat({2: "b", 1: "a"}, sort_dicts=False), pprint.pformat([1_000_000], underscore_numbers=True))
loop = [1]
loop.append(loop)
print(pprint.pformat(loop).startswith("[1, <Recursion on list"), pprint.isreadable(loop), pprint.isrecursive(loop), pprint.saferepr("a"))
pprint.pprint([OrderedDict(a=1), Counter("aab"), defaultdict(int, x=1), deque([1, 2], 3), SimpleNamespace(a=1), Item("n" * 40, ["t" * 20] * 3)], width=50)
