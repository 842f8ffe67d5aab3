# What a metaclass's mro(), a key of a class's namespace and __bases__ may do to the order of classes while it
# is asked for.


class Key:
    def __hash__(self):
        return hash("first")

    def __eq__(self, other):
        X.__bases__ = (Base2,)
        return False


class Base:
    first = second = "from Base"


class Base2:
    first = second = "from Base2"


X = type("X", (Base,), {Key(): 5})
print(X.first, "then", X.second, X.__mro__[1].__name__)


class BadKey:
    def __hash__(self):
        return hash("wrong")

    def __eq__(self, other):
        raise ZeroDivisionError


Y = type("Y", (), {BadKey(): 5})
try:
    Y.wrong
except AttributeError as error:
    print("AttributeError:", error)


class Vanishing(type):
    def mro(cls):
        del Vanishing.mro
        return (Base,)


try:
    class Hidden(metaclass=Vanishing):
        pass
except TypeError as error:
    print("TypeError:", error)


class Stop(Exception):
    pass


class Reentrant(type):
    ready = False

    def mro(cls):
        if Reentrant.ready and cls.__name__ == "C":
            Reentrant.ready = False
            C.__bases__ = (B2,)
            if Reentrant.stops:
                raise Stop
        return type.mro(cls)


for stops in False, True:
    class A(metaclass=Reentrant):
        pass

    class B1(A):
        pass

    class B2(A):
        pass

    class C(A):
        pass

    class D(C):
        pass

    Reentrant.stops, Reentrant.ready = stops, True
    try:
        C.__bases__ = (B1,)
    except Stop:
        print("stopped")
    Reentrant.ready = False
    print(C.__bases__[0].__name__, [c.__name__ for c in C.__mro__], [c.__name__ for c in D.__mro__])
    print([c.__name__ for c in B1.__subclasses__()], [c.__name__ for c in B2.__subclasses__()])


class Refusing(type):
    refuses = False

    def mro(cls):
        if Refusing.refuses and cls.__name__ == "F":
            raise Stop
        return type.mro(cls)


class G(metaclass=Refusing):
    x = "G"


class H(metaclass=Refusing):
    x = "H"


class E(G):
    pass


class F(E):
    pass


Refusing.refuses = True
try:
    E.__bases__ = (H,)
except Stop:
    print("refused:", E.__bases__[0].__name__, E.x, F.x, [c.__name__ for c in F.__mro__], H.__subclasses__())


for answer in "x", (), ((), {}, 0), ("x", {}), ([], {}), ((), "x"), ((), ()), ((1,), {"a": 2}):
    class N:
        def __getnewargs_ex__(self):
            return answer

    try:
        print(N().__reduce_ex__(2)[0].__name__)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
