class Animal:
    legs = 4

    def __init__(self, name):
        self.name = name

    def speak(self):
        return self.name + "?"


class Dog(Animal):
    def speak(self):
        return super().speak() + " woof"

    @property
    def title(self):
        return self.name.upper()

    @staticmethod
    def kind():
        return "dog"


rex = Dog("Rex")
print(rex.speak(), rex.title, rex.kind(), rex.legs, isinstance(rex, Animal))
rex.legs = 3
print(rex.legs, Dog.legs)
