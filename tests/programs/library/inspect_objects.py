"""Looking at live objects: members, source, classes, frames, generators."""
import inspect
import os


class Base:
    """The base of all."""
    limit = 10

    def method(self):
        """Does it."""
        return self.limit

    @staticmethod
    def helper():
        pass


class Derived(Base):
    @property
    def size(self):
        return 1

    def method(self):
        return super().method()

    async def later(self):
        pass


def numbers():
    a = 1
    yield a
    a += 1
    yield a


print([name for name, _ in inspect.getmembers(Derived, inspect.isfunction)], inspect.getmro(Derived)[:2] == (Derived, Base))
print([(item.name, item.kind, item.defining_class.__name__) for item in inspect.classify_class_attrs(Derived) if not item.name.startswith('__')])
print(inspect.getdoc(Derived.method), inspect.getdoc(Base), inspect.cleandoc('  a\n    b\n  c'))
print(inspect.getsource(numbers).splitlines()[1], inspect.getsourcelines(Base.helper)[1], os.path.basename(inspect.getsourcefile(Base)))
print(inspect.getcomments(numbers), inspect.getmodule(Base).__name__, inspect.ismethod(Derived().method), inspect.iscoroutinefunction(Derived.later), inspect.isdatadescriptor(Derived.size))
walk = numbers()
states = [inspect.getgeneratorstate(walk)]
next(walk)
states += [inspect.getgeneratorstate(walk), inspect.getgeneratorlocals(walk)]
walk.close()
print(states + [inspect.getgeneratorstate(walk)])
print(inspect.isgeneratorfunction(numbers), inspect.isbuiltin(len), inspect.isroutine(len), inspect.isclass(Base), inspect.isabstract(Base), inspect.isgetsetdescriptor(int.real))


def outer(secret):
    def inner():
        return secret, os

    frame = inspect.currentframe()
    return inspect.getclosurevars(inner), frame.f_code.co_name, inspect.stack()[1].function, inspect.getargvalues(frame).args


print(outer(7)[0].nonlocals, list(outer(7)[0].globals), outer(7)[1:])
print(type(inspect.getattr_static(Derived(), "size")), inspect.getclasstree([Base, Derived]))
print(inspect.getattr_static(Derived(), 'nothing', 'default'), inspect.formatannotation(list[int]), inspect.getmodulename('/a/b/c.py'))
try:
    inspect.getsource(int)
except TypeError as error:
    print(error)
