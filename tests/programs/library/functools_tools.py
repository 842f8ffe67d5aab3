# partial, reduce, lru_cache, singledispatch, total_ordering, wraps, cached_property.
import functools
import operator

print(functools.reduce(operator.mul, range(1, 11)), functools.partial(pow, 2)(10), functools.partial(int, base=2)("1011"))


@functools.lru_cache(maxsize=None)
def ways(n):
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)


print(ways(80), ways.cache_info(), ways.__wrapped__.__name__)


@functools.singledispatch
def describe(thing):
    return "thing"


@describe.register
def _(thing: int):
    return f"int {thing}"


@describe.register(list)
def _(thing):
    return "list of " + ", ".join(map(describe, thing))


print(describe([1, "a", [2]]), describe.dispatch(bool).__name__)


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


print(Version("1.10") > Version("1.9"), Version("2.0") >= Version("2.0"), sorted("b a C".split(), key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("->", function.__name__, args, kwargs)
        return function(*args, **kwargs)
    return wrapper


@logged
def area(w, h=2):
    "The area."
    return w * h


class Circle:
    def __init__(self, r):
        self.r = r

    @functools.cached_property
    def area(self):
        print("computing")
        return 3 * self.r**2

    @functools.singledispatchmethod
    def scale(self, by):
        return NotImplemented

    @scale.register
    def _(self, by: int):
        return Circle(self.r * by)


circle = Circle(2)
print(area(3, h=4), area.__doc__, circle.area + circle.area, circle.scale(3).r, "area" in vars(circle))
