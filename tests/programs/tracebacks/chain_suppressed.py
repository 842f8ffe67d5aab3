# raise … from None hides the context; __suppress_context__ can be set by hand.
import sys, traceback
def first():
    raise ValueError("first")
def second():
    try:
        first()
    except ValueError:
        raise TypeError("second") from None
try:
    second()
except TypeError as error:
    traceback.print_exc(file=sys.stdout)
    error.__suppress_context__ = False
    traceback.print_exc(file=sys.stdout)
    error.__cause__ = OSError(2, "reason")
    sys.excepthook(type(error), error, error.__traceback__)
second()
# exit: 1
