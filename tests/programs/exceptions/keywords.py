# Keywords of exceptions: their errors name the class that reads them; reading them keeps no tuple, however deep the call.
import gc


class Derived(NameError):
    pass


for kind, keywords in (
    (ImportError, {"name": 1, "path": 2}), (ImportError, {"foo": 1}), (ImportError, {"name": 1, "path": 2, "more": 3}),
    (NameError, {"name": 1}), (NameError, {"foo": 1}), (NameError, {"name": 1, "more": 2}), (Derived, {"foo": 1}),
    (AttributeError, {"obj": 1}), (AttributeError, {"foo": 1}), (AttributeError, {"name": 1, "obj": 2, "more": 3}), (ValueError, {"foo": 1}),
):
    try:
        error = kind("text", **keywords)
        print(kind.__name__, {name: getattr(error, name) for name in keywords})
    except TypeError as error:
        print(kind.__name__, error)


def names():
    return sum(type(each) is tuple and each == tuple(("name", "path")) for each in gc.get_objects())


def deep(n):
    if n == 0:
        ImportError("text", name="a")
        "a b".split(maxsplit=1)
    else:
        deep(n - 1)
        list(map(deep, [n - 1]))


gc.disable()
before = names()
deep(4)
print(names() - before)
