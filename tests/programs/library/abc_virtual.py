"""Virtual subclasses: register, __subclasshook__, and the classes of collections.abc."""
import collections.abc as cabc
from abc import ABC, abstractmethod, get_cache_token, update_abstractmethods


class Quacks(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Quacks:
            return any('quack' in base.__dict__ for base in other.__mro__) or NotImplemented
        return NotImplemented


class Duck:
    def quack(self):
        return 'Quack'


class Robot:
    pass


token = get_cache_token()
print(isinstance(Duck(), Quacks), issubclass(Robot, Quacks))
print(Quacks.register(Robot) is Robot, issubclass(Robot, Quacks), get_cache_token() != token)


class Deck(cabc.Sequence):
    def __init__(self, cards):
        self.cards = list(cards)

    def __getitem__(self, index):
        return self.cards[index]

    def __len__(self):
        return len(self.cards)


deck = Deck('A23JK')
print(deck.index('J'), deck.count('A'), 'Q' in deck, list(reversed(deck)), isinstance(deck, cabc.Reversible))


class Bag(cabc.MutableSet):
    def __init__(self, items=()):
        self.items = []
        for item in items:
            self.add(item)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, item):
        if item not in self.items:
            self.items.append(item)

    def discard(self, item):
        if item in self.items:
            self.items.remove(item)


one, two = Bag('hello'), Bag('world')
print(list(one & two), list(one | two), list(one - two), list(one ^ two), one <= Bag('helowrd'), one == Bag('olhe'))
one -= two
print(one.pop(), list(one), one.isdisjoint(two))


class Lower(cabc.MutableMapping):
    def __init__(self, **items):
        self.data = {}
        self.update(items)

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __setitem__(self, key, value):
        self.data[key.lower()] = value

    def __delitem__(self, key):
        del self.data[key.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


headers = Lower(Host='h', ACCEPT='*')
print(headers['HOST'], headers.get('none', 0), list(headers.items()), headers.pop('accept'), headers.setdefault('X', 1), dict(headers))
for thing in (3, 'x', [], {}, set(), print, (n for n in ()), range(3), b''):
    print(type(thing).__name__, [name for name in ('Hashable', 'Iterable', 'Iterator', 'Callable', 'Sized', 'Container', 'Sequence', 'Mapping', 'Set', 'MutableSequence', 'Generator') if isinstance(thing, getattr(cabc, name))])


class Late(ABC):
    @abstractmethod
    def work(self):
        ...


Late.work = lambda self: 'works'
update_abstractmethods(Late)
print(Late().work())
