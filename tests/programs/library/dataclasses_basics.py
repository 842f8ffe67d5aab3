# Data classes: what is generated, compared, frozen, replaced.
from dataclasses import FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace


@dataclass(order=True)
class Card:
    rank: int
    suit: str = "♠"
    tags: list = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float = 0.0

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


@dataclass
class Account:
    owner: str
    start: InitVar[int] = 0
    balance: int = field(init=False, default=0)

    def __post_init__(self, start):
        self.balance = start


@dataclass(kw_only=True)
class Savings(Account):
    rate: float = 0.1


print(Card(3), Card(3) < Card(4), Card(3) == Card(3, tags=[1]), sorted([Card(9), Card(2, "♥"), Card(2, "♣")]), Card(1).tags is not Card(1).tags)
print(Point(1) + Point(2, 3), hash(Point(1)) == hash(Point(1)), {Point(1): "a"}, replace(Point(1), y=5), Point.__slots__)
print(Account("ann", 5), Savings(owner="bob", start=7), asdict(Card(1)), astuple(Point(1)), [f.name for f in fields(Savings)], is_dataclass(Card))
try:
    Point(1).x = 3
except FrozenInstanceError as error:
    print(error)
for text in "@dataclass\nclass A:\n  a: list = []", "@dataclass\nclass A:\n  a: int = 1\n  b: int", "Card()", "Card(1) < 2":
    try:
        exec(text)
    except (ValueError, TypeError) as error:
        print(error)
print(make_dataclass("Made", [("a", int), ("b", int, 5)])(1), Card.__match_args__)
match Point(1, 2):
    case Point(x, y):
        print(x, y)
