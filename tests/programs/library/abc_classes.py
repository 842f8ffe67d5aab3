# Abstract classes: what cannot be made, what counts as a subclass.
from abc import ABC, ABCMeta, abstractmethod, get_cache_token, update_abstractmethods


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 0

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def unit(cls): ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Square(Shape):
    name = "square"

    def area(self):
        return super().area() + 4

    @classmethod
    def unit(cls):
        return cls()


class Half(Shape):
    name = "half"


for cls in Shape, Half, Square:
    try:
        print(cls().describe())
    except TypeError as error:
        print(error)
print(sorted(Half.__abstractmethods__), Square.__abstractmethods__, Square.unit().describe())


@Shape.register
class Duck:
    pass


class Sized(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Sized:
            return any("__len__" in base.__dict__ for base in other.__mro__) or NotImplemented
        return NotImplemented


before = get_cache_token()
Shape.register(int)
print(issubclass(Duck, Shape), isinstance(Duck(), Shape), Shape in Duck.__mro__, isinstance(True, Shape), issubclass(str, Shape), get_cache_token() - before)
print(issubclass(list, Sized), issubclass(int, Sized), isinstance({}, Sized))
for wrong in [lambda: Shape.register(5), lambda: issubclass(5, Shape), lambda: Sub.register(Shape)]:
    class Sub(Shape):
        pass
    try:
        wrong()
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
Half.area = Half.unit = lambda self: 1
print(update_abstractmethods(Half)().area())
