# Special methods: operators, containers, calls, comparison, hash.
class Vector:
    def __init__(self, *items):
        self.items = items

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self.items, other.items)))

    def __rmul__(self, factor):
        return Vector(*(factor * a for a in self.items))

    def __eq__(self, other):
        return isinstance(other, Vector) and self.items == other.items

    def __hash__(self):
        return hash(self.items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]

    def __contains__(self, item):
        return item in self.items

    def __call__(self, function):
        return Vector(*map(function, self.items))

    def __bool__(self):
        return any(self.items)

    def __neg__(self):
        return -1 * self

    def __repr__(self):
        return f"Vector{self.items}"


v = Vector(1, 2, 3)
print(v + Vector(4, 5, 6), 2 * v, -v, v == Vector(1, 2, 3), v != v)
print(len(v), v[0], v[-1], v[0:2], 2 in v, 9 in v, list(v), v(str))
print(bool(Vector(0, 0)), {v: 1}[Vector(1, 2, 3)])
try:
    v + 1
except AttributeError as error:
    print(error)
try:
    1 + v
except TypeError as error:
    print(error)


class Meta(type):
    def __new__(meta, name, bases, namespace, **kwargs):
        cls = super().__new__(meta, name, bases, namespace)
        cls.tag = kwargs.get("tag")
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)


class Tagged(metaclass=Meta, tag="t"):
    pass


print(Tagged.tag, type(Tagged).__name__)


class Slots:
    __slots__ = ("a",)


s = Slots()
s.a = 1
try:
    s.b = 2
except AttributeError as error:
    print(error)
