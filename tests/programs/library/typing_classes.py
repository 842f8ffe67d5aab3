# Annotations that do something: NamedTuple, TypedDict, Protocol, generics.
import typing
from typing import Any, Callable, ClassVar, Generic, Literal, NamedTuple, Optional, Protocol, TypedDict, TypeVar, Union, get_args, get_origin, get_type_hints, runtime_checkable

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self


class Point(NamedTuple):
    x: int
    y: int = 0


class Movie(TypedDict, total=False):
    title: str
    year: int


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


print(Stack[int], Stack[int]().push(1).items, Point(1), Point.__annotations__, Movie(title="M"), Movie.__optional_keys__ == {"title", "year"})
print(isinstance(File(), Closes), isinstance(3, Closes), Union[int, str, int], Optional[int], Literal["a", "b"], Callable[[int], str])
print(get_origin(dict[str, int]), get_args(Union[int, None]), get_type_hints(Stack.push), Any, ClassVar[int], int | None)
print(typing.cast(int, "x"), T, Stack.__parameters__, Stack[T][str], typing.List[int], typing.Dict[str, T][int])
for wrong in [lambda: Stack[int, str], lambda: Union[()], lambda: Generic[int], lambda: Any(), lambda: Optional[1, 2]]:
    try:
        wrong()
    except TypeError as error:
        print(error)
