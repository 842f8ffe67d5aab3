"""References as keys: hashing, equality, subclasses of ref, and what may be referred to."""
import weakref


class Point:
    __slots__ = ('x', '__weakref__')

    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x

    def __hash__(self):
        return hash(self.x)


a, b = Point(1), Point(1)
ra, rb = weakref.ref(a), weakref.ref(b)
print(ra == rb, ra is weakref.ref(a), hash(ra) == hash(a), {ra: 'one'}[rb])
del a
print(ra == rb, ra == ra, hash(ra) == hash(Point(1)), repr(ra).endswith('dead>'))


class Named(weakref.ref):
    __slots__ = ('name',)

    def __new__(cls, target, name, callback=None):
        self = super().__new__(cls, target, callback)
        self.name = name
        return self

    def __init__(self, target, name, callback=None):
        super().__init__(target, callback)


named = Named(b, 'the point', lambda ref: print('gone:', ref.name))
print(named.name, named().x, named is Named(b, 'other'), weakref.getweakrefcount(b))
proxy = weakref.proxy(b)
print(proxy == b, proxy.x, isinstance(proxy, Point), proxy.__class__.__name__)
proxy.x = 9
print(b.x)
del b


class Plain:
    pass


class Add(Plain):
    def __add__(self, other):
        return f'plus {other}'

    def __call__(self, n):
        return n * 2

    def __len__(self):
        return 3

    def __iter__(self):
        return iter('abc')


add = Add()
proxy = weakref.proxy(add)
print(proxy + 1, proxy(4), len(proxy), list(proxy), bool(proxy), 'b' in proxy, type(proxy).__name__)
for kind in (list, dict, set, frozenset, type, object, int, str, tuple):
    try:
        weakref.ref(type('Sub', (kind,), {}) if kind is type else type('Sub', (kind,), {})())
        print(kind.__name__, 'subclass: yes', end='; ')
    except TypeError as error:
        print(kind.__name__, error, end='; ')
print()
data = weakref.WeakValueDictionary({'k': add})
data |= {'j': add}
print(sorted(data), data.pop('k') is add, data.setdefault('z', add) is add, sorted(data.keys()), 'j' in data, data.copy() == data)
