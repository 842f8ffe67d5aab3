# A traffic light as an enumeration with behaviour, and members with data.
from enum import Enum, EnumMeta, auto, nonmember, member


class Light(Enum):
    GREEN = 30, "go"
    YELLOW = 5, "slow"
    RED = 20, "stop"

    def __init__(self, seconds, word):
        self.seconds, self.word = seconds, word

    @property
    def next(self):
        lights = list(Light)
        return lights[(lights.index(self) + 1) % len(lights)]


light, time = Light.GREEN, 0
while time < 70:
    print(time, light.name, light.word)
    time += light.seconds
    light = light.next


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __new__(cls, mass, radius):
        self = object.__new__(cls)
        self._value_ = round(6.6743e-11 * mass / radius**2, 2)
        return self


class Odd(Enum):
    @classmethod
    def _missing_(cls, value):
        return cls.OTHER

    @staticmethod
    def _generate_next_value_(name, start, count, last):
        return name.lower()

    ONE = auto()
    OTHER = auto()


class Outer(Enum):
    A = 1

    @member
    class Inner:
        pass

    limit = nonmember(5)


print([(p.name, p.value) for p in Planet], Odd("what"), Odd.ONE.value, isinstance(Light, EnumMeta), Outer.limit, len(Outer), type(Outer.Inner).__name__)
print(Enum("Animal", "CAT DOG").DOG, [animal.value for animal in Enum("Animal", {"CAT": 7, "DOG": 8})])
