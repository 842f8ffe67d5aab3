# Which AttributeErrors know their name and object: those that went through getattr, not those of a method called.
class A:
    __slots__ = ('x',)

    @property
    def p(self):
        raise AttributeError('of its own')


def show(function, *arguments):
    try:
        function(*arguments)
    except AttributeError as error:
        print(error, error.name, type(error.obj).__name__)


show(lambda: A().p)  # expect: of its own p A
show(lambda: A().x)  # expect: 'A' object has no attribute 'x' x A
show(lambda: A.y)  # expect: type object 'A' has no attribute 'y' y type
show(object.__getattribute__, A(), 'x')  # expect: 'A' object has no attribute 'x' None NoneType
show(object.__getattribute__, A(), 'y')  # expect: 'A' object has no attribute 'y' y A
show(type.__getattribute__, A, 'y')  # expect: type object 'A' has no attribute 'y' None NoneType
show(delattr, A, 'y')  # expect: type object 'A' has no attribute 'y' None NoneType
show(A.__dict__['x'].__get__, A())  # expect: 'A' object has no attribute 'x' None NoneType
