# ParamSpec, overload, final, NewType, Annotated, forward references.
import typing
from typing import Annotated, Concatenate, Final, ForwardRef, NewType, ParamSpec, Self, TypeAlias, TypeVarTuple, Unpack, final, get_type_hints, no_type_check, overload

P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
UserId = NewType("UserId", int)


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


@final
class Leaf:
    value: "Annotated[int, 'small']" = 1
    other: "Leaf | None" = None
    LIMIT: Final = 3


def typed(a: "int", b: "list[Leaf]" = None, *c: str) -> "Self":
    pass


print(UserId(5), UserId, UserId.__supertype__, double("a"), len(typing.get_overloads(double)), Leaf.__final__)
print(get_type_hints(Leaf), get_type_hints(Leaf, include_extras=True)["value"], get_type_hints(typed)["b"])
print(typing.Callable[P, int], Concatenate[int, P], tuple[Unpack[Ts]], ForwardRef("X"), TypeAlias, typing.TYPE_CHECKING)
print(typing.is_typeddict(dict), typing.get_origin(Annotated[int, 1]), Annotated[int, 1].__metadata__, typing.Type[int], typing.Iterable[int].__origin__)
print(typing.assert_type(1, str), typing.reveal_type.__name__, typing.NoReturn, typing.Never, typing.LiteralString)
try:
    typing.assert_never(3)
except AssertionError as error:
    print(error)
