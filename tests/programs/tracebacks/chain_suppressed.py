# raise … from None hides the context; __suppress_context__ can be set by hand.
import io, sys, traceback
def first():
    raise ValueError("first")
def second():
    try:
        first()
    except ValueError:
        raise TypeError("second") from None
def show():
    text = io.StringIO()
    traceback.print_exc(file=text)
    print(text.getvalue().replace(__file__, "FILE"), end="")
try:
    second()
except TypeError as error:
    show()
    error.__suppress_context__ = False
    show()
    error.__cause__ = OSError(2, "reason")
    sys.excepthook(type(error), error, error.__traceback__)
second()
# exit: 1
