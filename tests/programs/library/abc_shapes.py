"""Abstract base classes as contracts: shapes, plug-ins, mixins."""
import math
from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    registry = {}

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        Shape.registry[cls.__name__.lower()] = cls

    @abstractmethod
    def area(self):
        return 0

    @property
    @abstractmethod
    def corners(self):
        ...

    def describe(self):
        return f'{type(self).__name__} with {self.corners} corners and area {self.area():.2f}'


class Circle(Shape):
    corners = 0

    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return super().area() + math.pi * self.radius ** 2


class Square(Shape):
    def __init__(self, side):
        self.side = side

    @property
    def corners(self):
        return 4

    def area(self):
        return self.side ** 2


class Blob(Shape):
    pass


for name, argument in (('circle', 1), ('square', 3)):
    print(Shape.registry[name](argument).describe())
for cls in (Shape, Blob):
    try:
        cls()
    except TypeError as error:
        print(error)
print(sorted(Shape.__abstractmethods__), sorted(Blob.__abstractmethods__), Circle.__abstractmethods__, Shape.area.__isabstractmethod__)
Blob.area, Blob.corners = lambda self: 1, 7
try:
    Blob()
except TypeError:
    print('still abstract: the set is made with the class')


class Parser(metaclass=ABCMeta):
    @classmethod
    @abstractmethod
    def parse(cls, text):
        ...

    @staticmethod
    @abstractmethod
    def clean(text):
        ...


class Words(Parser):
    @classmethod
    def parse(cls, text):
        return cls.clean(text).split()

    @staticmethod
    def clean(text):
        return text.strip().lower()


print(Words.parse('  A Few WORDS '), type(Shape) is ABCMeta, isinstance(Words(), Parser))
