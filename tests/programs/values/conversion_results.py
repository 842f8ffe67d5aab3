# Conversions that return an instance of a subclass warn; others that return a wrong type fail.
# stderr: warnings name this file's lines as they are, which show() prints itself
import operator
import warnings
warnings.simplefilter("always")
def show(message, category, filename, lineno, file=None, line=None):
    print("  ", category.__name__, message)
warnings.showwarning = show

class Int(int): pass
class Float(float): pass
class Complex(complex): pass

class Gives:
    def __init__(self, value):
        self.value = value
    def give(self):
        return self.value
for name in ("__int__", "__index__", "__float__", "__complex__", "__trunc__"):
    class Converts(Gives):
        pass
    setattr(Converts, name, Gives.give)
    for value in (3, True, Int(5), 2.5, Float(1.5), 1j, Complex(2), "x", None):
        for convert in (int, float, complex, operator.index, lambda obj: [0, 1, 2, 3, 4, 5, 6][obj], range, chr, lambda obj: b"%d" % obj, lambda obj: "%x" % obj, lambda obj: "ab" * obj, lambda obj: "%.2f" % obj, bytes, hex, round):
            try:
                print(name, repr(value), repr(convert(Converts(value))), type(convert(3)).__name__)
            except (TypeError, ValueError, AttributeError) as error:
                print(name, repr(value), type(error).__name__, error)
warnings.simplefilter("error")
class Strict:
    def __int__(self): return True
    def __index__(self): return Int(3)
    def __float__(self): return Float(3)
    def __complex__(self): return Complex(3)
for convert in (int, float, complex, operator.index):
    try:
        print(convert(Strict()))
    except DeprecationWarning as error:
        print(error)
