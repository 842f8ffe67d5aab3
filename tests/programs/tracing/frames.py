# Frame objects: their fields, clear(), locals that a tracer changes, and who traces the tracer.
import sys


def fields(a, b=2, *rest, c, **others):
    x = lambda: a
    frame = sys._getframe()
    print(frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals), frame.f_back.f_code.co_name)
    print(frame.f_globals is globals(), frame.f_builtins["len"] is len, frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
    return frame


kept = fields(1, c=3)
print(kept.f_lineno, kept.f_locals["b"], kept.f_back is sys._getframe(), kept.f_lasti > 0)
kept.clear()
print(kept.f_locals)
try:
    sys._getframe().clear()
except RuntimeError as error:
    print(error)


def generate():
    try:
        value = yield 1
    finally:
        print("closed")


running = generate()
next(running)
frame = running.gi_frame
print(frame.f_lineno - generate.__code__.co_firstlineno, frame.f_back is sys._getframe(), frame.f_locals)
frame.clear()
print(running.gi_frame, list(running))
for name, value in [("f_trace_lines", 1), ("f_trace_opcodes", 1), ("f_lineno", 5), ("f_code", None), ("f_locals", {})]:
    try:
        setattr(kept, name, value)
    except (TypeError, ValueError, AttributeError) as error:
        print(name, type(error).__name__, error)
for name in "f_lineno", "f_trace":
    try:
        delattr(kept, name)
    except (TypeError, ValueError, AttributeError) as error:
        print(name, type(error).__name__, error)


def change(n):
    total = n
    total += 1
    return total


def changer(frame, event, argument):
    if event == "line" and "total" in frame.f_locals and frame.f_locals["total"] < 100:
        frame.f_locals["total"] = 100
    return changer


def closed_over():
    cell = 1
    def inner():
        return cell
    cell += 1
    return inner(), cell


def cell_changer(frame, event, argument):
    if frame.f_code.co_name == "closed_over" and event == "line" and frame.f_locals.get("cell") == 1:
        frame.f_locals["cell"] = 50
    return cell_changer


sys.settrace(changer)
print(change(1))
sys.settrace(cell_changer)
print(closed_over())
sys.settrace(None)


def failing(frame, event, argument):
    if event == "line":
        raise KeyError("from the tracer")
    return failing


sys.settrace(failing)
try:
    change(1)
except KeyError as error:
    print(repr(error), sys.gettrace())
for when in "call", "line", "return", "exception":
    def failing(frame, event, argument):
        if event == when:
            raise ValueError(when)
        return failing

    def victim():
        try:
            1 / 0
        except ZeroDivisionError:
            pass
        return 1

    sys.settrace(failing)
    try:
        print(victim())
    except ValueError as error:
        trail, names = error.__traceback__, []
        while trail:
            names.append(trail.tb_frame.f_code.co_name)
            trail = trail.tb_next
        print(error, names, sys.gettrace())
    sys.settrace(None)

seen = []


def outer(frame, event, argument):
    seen.append((frame.f_code.co_name, event))
    if frame.f_code.co_name == "change" and event == "call":
        sys.call_tracing(straight, (3,))
        straight(4)
    return outer


def straight(n):
    return n


sys.settrace(outer)
change(2)
sys.settrace(None)
print(seen)
for arguments in [(), (len,), (len, [1])]:
    try:
        sys.call_tracing(*arguments)
    except TypeError as error:
        print(error)
