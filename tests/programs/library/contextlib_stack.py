# ExitStack: order, exceptions that are replaced, and callbacks.
from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def step(name, swallow=False, fail=False):
    print("enter", name)
    try:
        yield name
    except Exception as error:
        print("leave", name, "with", repr(error))
        if fail:
            raise RuntimeError(name) from error
        if not swallow:
            raise
    else:
        print("leave", name)


with ExitStack() as stack:
    names = [stack.enter_context(step(name, swallow=name == "b")) for name in "abc"]
    print(names)
    raise ValueError("x")
try:
    with ExitStack() as stack:
        stack.enter_context(step("p", fail=True))
        stack.push(lambda kind, value, trace: print("pushed", kind.__name__))
        stack.callback(print, "called", 1, sep=":")
        raise KeyError("k")
except RuntimeError as error:
    print(repr(error), repr(error.__cause__), repr(error.__context__))


class Resource:
    def __init__(self, fail):
        with ExitStack() as stack:
            stack.callback(print, "undone")
            if fail:
                raise OSError("no")
            self.close = stack.pop_all().close


with suppress(OSError):
    Resource(True)
resource = Resource(False)
print("working")
resource.close()
try:
    with ExitStack() as stack:
        stack.enter_context(5)
except TypeError as error:
    print(error)
