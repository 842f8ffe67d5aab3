# Enumerations: values, names, aliases, flags.
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = auto()
    CRIMSON = 1

    def mix(self, other):
        return Color((self.value + other.value) % 2 + 1)


class Level(IntEnum):
    LOW = 10
    HIGH = 20


class Permission(Flag):
    R, W, X = 4, 2, 1
    ALL = R | W | X


class Text(StrEnum):
    ONE = auto()
    TWO = "zwei"


print(list(Color), Color.CRIMSON is Color.RED, Color(2), Color["RED"], Color.RED.name, Color.RED.mix(Color.GREEN))
print(Level.LOW < Level.HIGH, Level.HIGH + 1, sorted(Level, reverse=True), f"{Level.LOW}", isinstance(Level.LOW, int))
print(Permission.R | Permission.W, Permission.ALL & ~Permission.W, Permission.R in Permission.ALL, Permission(0), list(Permission.ALL))
print(Text.ONE, Text.TWO == "zwei", Text.ONE.upper(), Color.__members__, len(Color))
try:
    Color(9)
except ValueError as error:
    print(error)
try:
    Color.RED = 5
except AttributeError as error:
    print(error)
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)


class Mode(IntFlag):
    A = auto()
    B = auto()


print(Mode.A | Mode.B, Mode(8), Mode.A | 8, ~Mode.A, repr(Mode.A), hash(Color.RED) == hash(Color.CRIMSON), bool(Mode(0)))
