# Enumerations in match, dicts, sets, comparisons and pickles.
import copy
import pickle
from enum import Enum, Flag, auto


class Shape(Enum):
    CIRCLE = "c"
    SQUARE = "s"
    LINE = "l"


def sides(shape):
    match shape:
        case Shape.CIRCLE:
            return 0
        case Shape.SQUARE:
            return 4
        case _:
            return None


class Style(Flag):
    BOLD = auto()
    ITALIC = auto()
    STRIKE = auto()


print([sides(shape) for shape in Shape], {Shape.LINE: 1}[Shape("l")], Shape.LINE in {Shape.LINE}, Shape.LINE == "l")
print(pickle.loads(pickle.dumps(Shape.CIRCLE)) is Shape.CIRCLE, copy.deepcopy(Shape.LINE) is Shape.LINE)
style = Style.BOLD
style |= Style.STRIKE
style ^= Style.BOLD | Style.ITALIC
print(style, style.value, [s.name for s in style], Style(7) == ~Style(0), bool(style & Style.BOLD), len(style))
try:
    Shape.CIRCLE < Shape.SQUARE
except TypeError as error:
    print(error)
print(Shape.__doc__, Shape.CIRCLE.__class__ is Shape, dir(Shape)[-3:], str(Shape.CIRCLE), repr(Style(0)), format(Shape.LINE, ">12"))
try:
    class More(Shape):
        pass
except TypeError as error:
    print(error)
