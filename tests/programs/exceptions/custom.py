class MyErr(Exception):
    def __init__(self, code, msg):
        super().__init__(code, msg)
        self.code = code
class Sub(MyErr): pass
try:
    raise Sub(3, "three")
except MyErr as e:
    print(e.code, e.args, repr(e), str(e))
for exc in (ValueError, ValueError(), ValueError("a"), ValueError("a", 1), KeyError("k"), StopIteration(5), OSError(2, "nf", "file"), SystemExit(3)):
    try:
        raise exc
    except BaseException as e:
        print(type(e).__name__, e.args, str(e), repr(e))
try:
    raise ValueError("a") from KeyError("b")
except ValueError as e:
    print(repr(e.__cause__), e.__suppress_context__)
try:
    raise ValueError("a") from None
except ValueError as e:
    print(e.__cause__, e.__suppress_context__)
for bad in ("raise 5", "raise int", "raise ValueError from 5"):
    try:
        exec(bad)
    except TypeError as e:
        print(e)
try:
    try:
        1/0
    except 5:
        pass
except TypeError as e:
    print(e)
try:
    [].x
except AttributeError as e:
    print(e.name, e.obj)
try:
    nope
except NameError as e:
    print(e.name)
e = ValueError("n"); e.add_note("hi"); print(e.__notes__)
import sys
try:
    raise IndexError("i")
except IndexError:
    t, v, tb = sys.exc_info()
    print(t.__name__, v, tb.tb_lineno, tb.tb_frame.f_code.co_name)
print(sys.exc_info())
