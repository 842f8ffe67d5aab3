# list[T]: type variables replaced by subscripting, stars, what is passed on to the origin.
import copy
import types
from types import GenericAlias

class Variable:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return "~" + self.name
    def __typing_subst__(self, new):
        if new is bytes:
            raise TypeError("not bytes")
        return new

class Several(Variable):
    __typing_is_unpacked_typevartuple__ = True
    def __iter__(self):
        yield self
    def __typing_prepare_subst__(self, alias, args):
        at = alias.__parameters__.index(self)
        after = len(alias.__parameters__) - at - 1
        return (*args[:at], tuple(args[at:len(args) - after]), *args[len(args) - after:])

T, S, Ts = Variable("T"), Variable("S"), Several("Ts")

def show(make):
    try:
        print(make())
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__ + ":", error)

print(list[T].__parameters__, dict[T, S].__parameters__, dict[T, list[T]].__parameters__, list[int].__parameters__)
show(lambda: list[T][int])
show(lambda: dict[T, S][int, str])
show(lambda: dict[S, list[T]][int, str])
show(lambda: dict[T, T][int])
show(lambda: dict[T, S][int])
show(lambda: list[T][int, str])
show(lambda: list[T][()])
show(lambda: list[int][int])
show(lambda: list[T][bytes])
show(lambda: tuple[Ts][int, str])
show(lambda: tuple[T, Ts][int])
show(lambda: tuple[T, Ts, S][int, str, float, bytes, bool])
show(lambda: tuple[list[Ts], T][int, str, float])
show(lambda: dict[T, S][*tuple[int, str]])
show(lambda: list[T][*tuple[int, ...]])
show(lambda: (int | list[T])[str])
show(lambda: (list[T] | dict[T, S])[int, str].__parameters__)
show(lambda: (int | str)[int])
show(lambda: (int | str).__parameters__)

starred = next(iter(list[int]))
print(starred, starred.__unpacked__, list[int].__unpacked__, starred == list[int], starred != list[int])
print([*tuple[int, str]], tuple[*tuple[int, str]], [*tuple[int, str]][0].__typing_unpacked_tuple_args__, starred.__typing_unpacked_tuple_args__)
print(type(iter(list[int])).__name__, iter(list[int]).__reduce__()[1], starred.__reduce__()[0], list[int].__reduce__()[1])
walk = iter(list[int])
print(list(walk), list(walk), copy.copy(list[int]), copy.deepcopy(dict[str, int]))

def function(): pass
print(list[function], list[None], list[...], list["text"], list[[int, str]], list[Variable], list[types.GenericAlias])
print(list[int].__repr__, list[int].append, list[int].__name__, list[int].__class__, list[int]([1, 2]))
print(sorted(set(dir(list[int])) - set(dir(list))))
show(lambda: isinstance([], list[int]))
show(lambda: issubclass(list, list[int]))
show(lambda: isinstance(1, int | list[int]))
show(lambda: isinstance([], int | list[int]))
show(lambda: issubclass(bool, int | str))
show(lambda: issubclass(1, int | str))
show(lambda: (int | str).__module__)
show(lambda: (int | str).missing)
show(lambda: GenericAlias(list))
show(lambda: GenericAlias(list, int, x=1))
show(lambda: list[int] | None)
show(lambda: list[int] | list[int] | int | list[str])
show(lambda: int | 3)
show(lambda: list[int].missing)

class Mine(GenericAlias):
    def __eq__(self, other):
        return False
    __hash__ = GenericAlias.__hash__
mine = Mine(list, (int,))
print(mine, type(mine).__name__, mine | int, type(mine[int]) if mine.__parameters__ else "no parameters")
class Made(list[int]):
    pass
print(Made.__bases__, Made.__orig_bases__, Made.__mro__)
class Owner:
    def __class_getitem__(cls, item):
        return GenericAlias(cls, item)
    def __init__(self, x):
        self.x = x
print(Owner[int](3).__orig_class__, Owner[int, str].__args__, hash(Owner[int]) == hash(Owner[int]), Owner[int] in {Owner[int]: 1})
