# Classes: attributes, methods, inheritance, super, properties.
class Animal:
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self):
        return f"{self.name} makes a sound"

    @property
    def upper(self):
        return self.name.upper()

    @upper.setter
    def upper(self, value):
        self.name = value.lower()

    @classmethod
    def create(cls, name):
        return cls(name)

    @staticmethod
    def kingdom():
        return "animals"

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"


class Dog(Animal):
    def speak(self):
        return super().speak() + ": woof"


dog = Dog.create("Rex")
print(dog, dog.speak(), dog.upper, Dog.kingdom(), Animal.count)
dog.upper = "FIDO"
print(dog.name, isinstance(dog, Animal), issubclass(Dog, Animal), Dog.__mro__)
dog.extra = 1
print(sorted(vars(dog)), hasattr(dog, "missing"), getattr(dog, "missing", "default"))
del dog.extra
try:
    dog.extra
except AttributeError as error:
    print(error)


class Left(Animal):
    def speak(self):
        return "left " + super().speak()


class Right(Animal):
    def speak(self):
        return "right " + super().speak()


class Both(Left, Right):
    pass


print(Both("b").speak(), [c.__name__ for c in Both.__mro__])
