# Exceptions whose text cannot be made.
import sys
def show(error):
    sys.excepthook(type(error), error, None)
class BadStr(Exception):
    def __str__(self): raise ValueError("no")
class NotStr(Exception):
    def __str__(self): return 5
class Module(Exception): pass
Module.__module__ = 5
class Named(Exception): pass
Named.__qualname__ = "Other.Name"
class OtherModule(Exception): __module__ = "package.module"
class Main(Exception): __module__ = "__main__"
class Lines(Exception):
    def __str__(self): return "first\nsecond\n"
for error in (BadStr(), NotStr(), Module("m"), Named("n"), OtherModule("o"), OtherModule(), Main("x"), Lines(), ValueError(), ValueError(""), ValueError(None), ValueError("a", "b"), KeyError("k"), KeyError("a", "b"), KeyError(), OSError(1), OSError(1, "two"), OSError(1, "two", "three"), OSError(2, "m", "f", None, "g"), UnicodeDecodeError("utf-8", b"a\xffb", 1, 2, "why"), UnicodeEncodeError("ascii", "a\xe9", 1, 2, "why"), UnicodeTranslateError("abc", 1, 3, "why"), StopIteration(3), SystemExit(4), SyntaxError(), SyntaxError("m"), SyntaxError("m", ("f", 1, 2, "text")), SyntaxError("m", (None, None, None, None)), SyntaxError("m", ("f", 1, 0, None)), SyntaxError("m", ("f", 0, 1, "t")), SyntaxError("m", ("f", 3, 100, "short\n")), SyntaxError("m", ("f", 3, 2, "   indented\n", 3, 6)), SyntaxError("m", ("f", 3, 5, "several\nlines\n", 4, 2)), SyntaxError("m", (b"bytes", 1, 1, "x")), IndentationError("i", ("f", 1, 3, "  x")), ImportError("i", name="n", path="p"), AttributeError("a", name="n", obj=5), NameError("n", name="lenn"), ModuleNotFoundError("m", name="x")):
    show(error)
error = SyntaxError("m", ("f", 1, 2, "text"))
for name, value in (("lineno", "x"), ("offset", None), ("msg", None), ("filename", 7), ("print_file_and_line", None), ("end_offset", -5)):
    changed = SyntaxError("m", ("f", 1, 2, "text"))
    setattr(changed, name, value)
    show(changed)
raise BadStr
# exit: 1
