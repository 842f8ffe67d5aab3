# Wide and deep groups are cut.
import sys
def show(error):
    sys.excepthook(type(error), error, error.__traceback__)
show(ExceptionGroup("wide", [ValueError(n) for n in range(20)]))
deep = ValueError("deepest")
for n in range(14):
    deep = ExceptionGroup(f"level {n}", [deep, KeyError(n)] if n % 5 == 0 else [deep])
show(deep)
show(BaseExceptionGroup("base", [KeyboardInterrupt(), SystemExit(3), GeneratorExit()]))
cause = ExceptionGroup("many\nlines", [SyntaxError("bad", ("f.py", 1, 2, "a b\n", 1, 3))])
try:
    try:
        raise cause
    except ExceptionGroup as error:
        raise RuntimeError("two\nlines") from error
except RuntimeError as error:
    show(error)
raise ExceptionGroup("last", [deep])
# exit: 1
