# f_lineno is set by a tracer: where one may jump, and why not elsewhere.
import sys


class Manager:
    def __init__(self, out):
        self.out = out

    def __enter__(self):
        self.out.append("in")
        return self

    def __exit__(self, *args):
        self.out.append("out")


def straight(out):
    out.append(1)
    out.append(2)
    out.append(3)
    return out


def loop(out):
    for i in 1, 2, 3:
        out.append(i)
        if i == 2:
            break
    else:
        out.append("else")
    out.append(9)
    return out


def blocks(out):
    try:
        out.append(1)
        with Manager(out):
            out.append(2)
            out.append(3)
        out.append(4)
    except ValueError:
        out.append(5)
    finally:
        out.append(6)
    out.append(7)
    return out


def handler(out):
    try:
        1 / 0
    except ZeroDivisionError as error:
        out.append(type(error).__name__)
        out.append(2)
    out.append(sys.exc_info()[0])
    return out


def nested(out):
    for a in range(3):
        for b in range(3):
            out.append((a, b))
            out.append(-1)
        out.append(a)
    return out


def generator(out):
    out.append(1)
    yield 1
    out.append(2)
    yield 2
    out.append(3)


def match(out):
    match out:
        case []:
            out.append("empty")
        case [x]:
            out.append("one")
    out.append("end")
    return out


def lambda_in_call(out):
    out.append((lambda: 1)())
    out.extend([1,
                2])
    return out


def attempt(function, source, target, event="line", once=True):
    first = function.__code__.co_firstlineno
    done = False

    def tracer(frame, what, arg):
        nonlocal done
        if frame.f_code is not function.__code__:
            return None
        if what == event and frame.f_lineno == first + source and not done:
            done = once
            try:
                frame.f_lineno = first + target if isinstance(target, int) else target
            except (ValueError, AttributeError, TypeError) as error:
                print("   ", type(error).__name__, str(error).replace(str(frame.f_lineno), "N"))
        return tracer

    out = []
    old = sys.gettrace()
    sys.settrace(tracer)
    try:
        result = function(out)
        if hasattr(result, "send"):
            list(result)
    except Exception as error:
        out.append(repr(error))
    sys.settrace(old)
    print(function.__name__, source, target, out)


for case in [(straight, 1, 3), (straight, 3, 1), (straight, 2, 2), (straight, 2, 100), (straight, 2, -1), (straight, 2, 0),
             (loop, 2, 7), (loop, 7, 2), (loop, 2, 6), (loop, 3, 1), (loop, 1, 6), (loop, 6, 1),
             (blocks, 2, 5), (blocks, 4, 6), (blocks, 4, 11), (blocks, 6, 4), (blocks, 2, 8), (blocks, 10, 2), (blocks, 2, 10),
             (blocks, 11, 2), (blocks, 4, 2),
             (handler, 2, 4), (handler, 4, 6), (handler, 5, 1), (handler, 6, 4),
             (nested, 3, 5), (nested, 5, 3), (nested, 4, 1), (nested, 3, 6), (nested, 2, 6), (nested, 5, 6),
             (generator, 1, 3), (generator, 3, 1), (generator, 4, 2), (match, 3, 6), (match, 1, 5), (match, 6, 3),
             (lambda_in_call, 1, 3), (lambda_in_call, 2, 4)]:
    attempt(*case)
attempt(straight, 0, 2, "call")
attempt(straight, 4, 2, "return")
attempt(generator, 2, 4, "return")
attempt(handler, 2, 6, "exception")
attempt(straight, 2, "x")
attempt(straight, 2, 2.0)
attempt(straight, 2, 10**30)
try:
    sys._getframe().f_lineno = 3
except ValueError as error:
    print(error)
