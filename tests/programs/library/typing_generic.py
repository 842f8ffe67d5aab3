# Generic classes with bounds, several parameters, and subclasses of generics.
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import Generic, Iterable, Protocol, SupportsInt, TypeVar, get_args

K = TypeVar("K")
V = TypeVar("V", bound=int)
S = TypeVar("S", int, str, covariant=True)


class Table(Generic[K, V]):
    def __init__(self, pairs: Iterable[tuple[K, V]]):
        self.pairs = dict(pairs)


class Names(Table[str, V]):
    pass


class Bag(Mapping[K, int]):
    def __init__(self, items):
        self.counts = {}
        for item in items:
            self.counts[item] = self.counts.get(item, 0) + 1

    def __getitem__(self, key):
        return self.counts[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self.counts)

    def __len__(self):
        return len(self.counts)


class Shape(Protocol):
    @abstractmethod
    def area(self) -> float: ...


class Square(Shape):
    def area(self):
        return 4.0


print(Names.__orig_bases__, Names[int], Names.__mro__[1:3], V.__bound__, S.__constraints__, S, Table[str, int]([("a", 1)]).pairs)
print(dict(Bag("hello")), Bag("a") == {"a": 1}, list(Bag("ab").items()), Bag[str], get_args(Bag[str]), isinstance(5, SupportsInt), Square().area())
try:
    Shape()
except TypeError as error:
    print(error)
print(Table[str, int] == Table[str, int], hash(Table[str, int]) == hash(Table[str, int]), Table[K, V][int, bool], {Table[str, int]: 1}[Table[str, int]])
