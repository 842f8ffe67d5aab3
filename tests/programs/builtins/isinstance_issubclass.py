# isinstance() and issubclass(): of a class, of several, of a union, of a metaclass with an opinion.
class A: pass
class B(A): pass
class Even(type):
    def __instancecheck__(cls, x): return isinstance(x, int) and x % 2 == 0
    def __subclasscheck__(cls, c): return c is int
class EvenInt(metaclass=Even): pass
print(isinstance(B(), A), isinstance(A(), B), isinstance(True, int), isinstance(1, (str, int)), isinstance(1, (str, (float, (int,)))), isinstance('a', int | str), isinstance(None, int | None), isinstance(A, type))
print(issubclass(B, A), issubclass(A, A), issubclass(bool, int), issubclass(int, (str, object)), issubclass(int, int | str), issubclass(B, ()), isinstance(1, ()))
print(isinstance(4, EvenInt), isinstance(5, EvenInt), issubclass(int, EvenInt), issubclass(str, EvenInt))
class Liar:
    @property
    def __class__(self): return int
print(isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()) is int, isinstance([], list) and not isinstance([], tuple))
for f in (lambda: isinstance(1, 5), lambda: isinstance(1, 'int'), lambda: isinstance(1, (int, 5)), lambda: isinstance('a', (int, 5)), lambda: isinstance(1, list[int]), lambda: issubclass(1, int), lambda: issubclass(int, 5), lambda: issubclass(int, list[int]), lambda: isinstance(1), lambda: issubclass(), lambda: isinstance(1, int | list[int]), lambda: issubclass('a', (int, str))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
