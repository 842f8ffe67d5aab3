# list[T]: parameters, subscripts, stars, copies, names.
import copy
import pickle
import typing
from collections.abc import Callable

T = typing.TypeVar("T")
K = typing.TypeVar("K")
Ts = typing.TypeVarTuple("Ts")
P = typing.ParamSpec("P")
table = dict[K, list[T]]
print(table.__parameters__, table[int, str], table[int, T][str], list[T][table][int, str])


def show(*args):
    return args


print(*list[int], show(*tuple[int, ...]), (*list[int],)[0].__unpacked__)
print(tuple[*Ts][int, str], tuple[T, *Ts][*tuple[int, str, bool]], tuple[int, *tuple[str, ...]])
print(Callable[P, T][[int, str], bool], (list[T] | T | None)[str], (T | list[K]).__parameters__)
for wrong in (
    lambda: list[int][str],
    lambda: table[int],
    lambda: table[int, str, bool],
    lambda: (int | str)[bool],
    lambda: iter(list[int]).missing,
):
    try:
        print(wrong())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
starred = next(iter(list[int]))
print(starred, starred == list[int], starred != list[int], list[int] != list[int], list[int] == list[int])
print(type(iter(list[int])).__name__, list(iter(list[int])), starred.__typing_unpacked_tuple_args__)
for alias in list[int], starred, table, int | list[str]:
    print(copy.copy(alias) == alias, copy.deepcopy(alias) == alias)
print(pickle.loads(pickle.dumps(list[int])) == list[int], pickle.loads(pickle.dumps(starred)) == starred)
print(sorted(set(dir(list[int])) - set(dir(list))), list[int].__hash__, list[int].append is list.append)


class Named(type(list[int])):
    def __new__(cls, name):
        return super().__new__(cls, list, (name,))


print(Named(int), type(Named(int)).__name__, Named(int) == list[int], Named(int) | None)
print(list[print], list[show], list[...], tuple[()], enumerate[int], (int | str).__module__)
