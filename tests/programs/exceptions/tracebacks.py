# Printed tracebacks: carets, chains, notes, groups, suggestions, recursion.
import io
import sys


def show(function, *args):
    sys.stderr = io.StringIO()
    try:
        function(*args)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    print(sys.stderr.getvalue().replace(__file__, "tracebacks.py"))
    sys.stderr = sys.__stderr__


class Attributes:
    colour = 1
    def __init__(self): self.weight = 2


def attribute(): Attributes().color
def attribute_of_instance(): Attributes().wieght
def attribute_call(): Attributes().colour.denominatr()
def name(): return prnt("x")
def local_name():
    variable = 1
    return varible
def module(): return sys.excepthok
def index(): return [1, 2][3] + {"a": {}}["a"]["b"]
def operator(): return (1 + 2) * ("a" + 1)
def call(): return max(1, min(2, int("x")))
def subscript(): return {"k": [1]}["k"][5]
def nested(): return index()
def multi_line():
    return dict(a=1,
                b=undefined_name,
                c=3)
def unary(): return -"a"
def compare(): return 1 < "a"
def unpack(): a, b = 1, 2, 3
def unpack_less(): a, *b, c = [1]
def lam(): return (lambda x: x / 0)(1)
def comprehension(): return [1 / x for x in (1, 0)]
def import_name(): import no_such_module
def import_from(): from sys import no_such_name
def import_suggestion(): from sys import excepthok
def assertion(): assert 1 == 2, "message"
def assertion_bare(): assert []
def raise_class(): raise ValueError
def raise_text(): raise ValueError("several\nlines")
def raise_from():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise KeyError("k") from error
def raise_during():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("k")
def raise_from_none():
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("k") from None
def chain():
    try:
        raise_from()
    except KeyError:
        raise_during()
def notes():
    error = TypeError("with notes")
    error.add_note("first note")
    error.add_note("second\nnote")
    raise error
def group():
    try:
        raise_from()
    except KeyError as error:
        raise ExceptionGroup("several", [ValueError(1), error, ExceptionGroup("inner", [TypeError("t"), OSError(2, "No such file")])])
def recursion(n=0): return recursion(n + 1)
def mutual(n): return other(n)
def other(n): return mutual(n - 1) if n else 1 / 0
def unicode(): return "äöü" + 1, "日本語".missing
def with_block():
    with open_nothing() as f:
        pass
def deep_expression(): return ((((1 + 2) * 3) - 4) / (5 - 5)) + 6
def decorated():
    @undefined_decorator
    def f(): pass
def starred(): return print(*None)
def keyword(): return print(1, 2, seperator=3)
def system_exit(): raise SystemExit("leaving")
def custom():
    class Strange(Exception):
        def __str__(self): return 1 / 0
    raise Strange("x")
def qualified():
    class Inner(Exception):
        __module__ = "some.module"
    raise Inner("text")
def empty_text(): raise KeyError()
def syntax(): compile("a b", "<text>", "exec")
def syntax_in_string(): exec("def f(:\n  pass")
def deleted():
    x = 1
    del x
    return x


for function in (attribute, attribute_of_instance, attribute_call, name, local_name, module, index, operator, call, subscript, nested, multi_line, unary,
                 compare, unpack, unpack_less, lam, comprehension, import_name, import_from, import_suggestion, assertion, assertion_bare, raise_class,
                 raise_text, raise_from, raise_during, raise_from_none, chain, notes, group, unicode, with_block, deep_expression, decorated, starred,
                 keyword, custom, qualified, empty_text, syntax, syntax_in_string, deleted):
    show(function)
show(mutual, 3)
sys.setrecursionlimit(60)
show(recursion)
