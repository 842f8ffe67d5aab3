# Context managers made of generators, and what contextlib has ready.
import contextlib
import io


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except KeyError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


with tag("a") as upper, tag("b"):
    print(upper)
with tag("k"):
    raise KeyError("x")
try:
    with tag("v"):
        raise ValueError("y")
except ValueError as error:
    print("seen", error)
with contextlib.suppress(ZeroDivisionError, IndexError):
    1 / 0
with contextlib.redirect_stdout(io.StringIO()) as out:
    print("hidden")
print(repr(out.getvalue()))


@tag("deco")
def work():
    return 5


print(work())
with contextlib.ExitStack() as stack:
    for name in "xyz":
        stack.enter_context(tag(name))
    stack.callback(print, "callback", end="!\n")
    kept = stack.pop_all()
kept.close()


class Closable:
    def close(self):
        print("closed")


with contextlib.closing(Closable()), contextlib.nullcontext(7) as seven:
    print(seven)


@contextlib.contextmanager
def broken():
    yield 1
    yield 2


try:
    with broken():
        pass
except RuntimeError as error:
    print(error)
print(isinstance(tag("t"), contextlib.AbstractContextManager), issubclass(Closable, contextlib.AbstractContextManager))
