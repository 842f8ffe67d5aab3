# Exception objects: arguments, attributes, context and cause, what may be raised and caught.
import sys


def attempt(function, *args, **kw):
    try:
        return function(*args, **kw)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def raising(value, cause=None):
    def f():
        raise value from cause
    return f


for value in (1, "text", None, int, object(), ValueError, ValueError("x"), BaseException, type("NotException", (), {})):
    print(repr(value).split(" at 0x")[0], attempt(raising(value)))
for cause in (1, ValueError, KeyError("c"), None, int):
    print(cause, attempt(raising(TypeError("t"), cause)))


def bare():
    raise


print(attempt(bare))
for catch in (1, "x", (1, 2), (ValueError, 1), None, int, object):
    def catching():
        try:
            raise ValueError("v")
        except catch:
            return "caught"
    print(repr(catch), attempt(catching))
error = ValueError("a", 1)
print(error.args, str(error), repr(error), str(ValueError()), repr(ValueError()), str(ValueError("x")), repr(ValueError("x")))
error.args = [1, 2]
print(error.args, attempt(setattr, error, "args", 5), attempt(delattr, error, "args"))
for attribute, values in {"__traceback__": [None, 1], "__context__": [None, 1, KeyError()], "__cause__": [None, "x", KeyError()],
                          "__suppress_context__": [True, 1, "x"], "__notes__": [5]}.items():
    for value in values:
        print(attribute, repr(value), attempt(setattr, error, attribute, value), repr(getattr(error, attribute)))
    print(attempt(delattr, error, attribute))
print(attempt(error.with_traceback, 1), error.with_traceback(None) is error, attempt(error.add_note, 5), error.add_note("n"), error.__notes__)
print(error.__dict__, attempt(error.__setstate__, {"x": 1}), error.x, attempt(error.__setstate__, 5), error.__reduce__())

for make in (lambda: KeyError("k"), lambda: KeyError(), lambda: KeyError(1, 2), lambda: StopIteration(5).value, lambda: StopIteration().value, lambda: SystemExit(3).code,
             lambda: SystemExit(1, 2).code, lambda: OSError(2, "text", "file"), lambda: OSError(2, "text", "file", None, "other"),
             lambda: OSError(13, "denied").__class__, lambda: OSError("one"), lambda: OSError(1, 2, 3, 4, 5, 6), lambda: FileNotFoundError(2, "x").errno,
             lambda: ImportError("m", name="n", path="p").name, lambda: ImportError("m", wrong=1), lambda: NameError("m", name="n").name,
             lambda: AttributeError("m", name="n", obj=5).obj, lambda: UnicodeDecodeError("utf-8", b"abc", 1, 2, "why"),
             lambda: UnicodeEncodeError("ascii", "a\xe9", 1, 2, "why"), lambda: UnicodeTranslateError("a", 0, 1, "why"), lambda: UnicodeDecodeError(1),
             lambda: SyntaxError("m", ("f", 1, 2, "text")), lambda: SyntaxError("m", ("f", 1, 2, "text", 3, 4)).end_offset, lambda: SyntaxError("m", 5),
             lambda: SyntaxError("a", "b", "c"), lambda: ExceptionGroup("m", [ValueError(1)]).exceptions, lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", [1]),
             lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: BaseExceptionGroup("m", [ValueError()]),
             lambda: BaseExceptionGroup("m", [SystemExit()]), lambda: ValueError(x=1), lambda: BaseException.__new__(ValueError, 1, 2).args):
    print(repr(attempt(make)))


class Custom(Exception):
    def __init__(self, a, b=2):
        super().__init__(a)
        self.a, self.b = a, b


custom = Custom(1)
print(custom.args, custom.a, custom, attempt(Custom), Custom.__mro__[1:3])


def context_chain():
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise KeyError(2)
    except KeyError as error:
        try:
            raise error.__context__
        except ValueError as again:
            return repr(again.__context__), repr(error.__context__)


print(context_chain())


def cause_and_context():
    try:
        try:
            1 / 0
        except ZeroDivisionError as first:
            raise ValueError("second") from first
    except ValueError as error:
        return repr(error.__cause__), repr(error.__context__), error.__suppress_context__


print(cause_and_context())


def in_finally():
    try:
        raise ValueError("lost")
    finally:
        return sys.exc_info()[0]


def loop_finally():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError:
            continue
        finally:
            if i == 1:
                break
    return i, sys.exc_info()


def name_deleted():
    try:
        raise ValueError
    except ValueError as e:
        pass
    return e


def nested_state():
    out = []
    try:
        raise ValueError("outer")
    except ValueError:
        out.append(repr(sys.exc_info()[1]))
        try:
            raise KeyError("inner")
        except KeyError:
            out.append(repr(sys.exception()))
        out.append(repr(sys.exc_info()[1]))
        def inner():
            return repr(sys.exc_info()[1])
        out.append(inner())
    out.append(sys.exc_info())
    return out


print(in_finally(), loop_finally(), attempt(name_deleted), nested_state())


class Failing:
    def __init__(self): raise RuntimeError("in __init__")


def raise_failing():
    raise Failing


print(attempt(raise_failing), attempt(raising(type("E", (Exception,), {"__new__": lambda cls: 5}))))
trace = None
try:
    attempt_deep = lambda: 1 / 0
    attempt_deep()
except ZeroDivisionError as error:
    trace = error.__traceback__
lines = []
while trace is not None:
    lines.append((trace.tb_frame.f_code.co_name, trace.tb_lineno - trace.tb_frame.f_code.co_firstlineno, trace.tb_lasti > 0))
    trace = trace.tb_next
print(lines)
