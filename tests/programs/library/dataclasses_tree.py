# A tree of data classes: recursion, defaults, inheritance, repr.
from __future__ import annotations

import copy
import pickle
from dataclasses import KW_ONLY, asdict, dataclass, field


@dataclass
class Node:
    value: int
    left: Node | None = None
    right: Node | None = None

    def insert(self, value):
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        setattr(self, side, Node(value)) if child is None else child.insert(value)

    def __iter__(self):
        yield from self.left or ()
        yield self.value
        yield from self.right or ()


@dataclass
class Base:
    a: int
    b: str = "b"
    _: KW_ONLY
    c: float = 0.5


@dataclass
class Derived(Base):
    d: dict = field(default_factory=dict, hash=False, metadata={"unit": "m"})
    b: str = "changed"


root = Node(5)
for value in 3, 8, 1, 4, 9:
    root.insert(value)
print(list(root), root.left, asdict(root)["right"], copy.deepcopy(root) == root, pickle.loads(pickle.dumps(root)) == root)
print(Derived(1), Derived(1, "x", {"k": 2}, c=1.5), Derived.__dataclass_fields__["d"].metadata["unit"], Derived.__eq__(Derived(1), Base(1)))
root.left.left = root
print(repr(root)[:90])


@dataclass(eq=False, repr=False)
class Plain:
    x: int = 0


print(Plain() == Plain(), repr(Plain())[:16], Plain.__hash__ is object.__hash__, Base.__hash__)
