# The __dict__ of classes, modules and exceptions keeps its rules when another base brings a descriptor for it.
import sys
import types

class Base:
    pass
class First(type, Base):
    pass
class Last(Base, type):
    pass
class A(metaclass=First):
    pass
class B(metaclass=Last):
    pass
class ModuleFirst(types.ModuleType, Base):
    pass
class ModuleLast(Base, types.ModuleType):
    pass
class ErrorFirst(Exception, Base):
    pass
class ErrorLast(Base, Exception):
    pass

descriptor = Base.__dict__["__dict__"]
for target in (A, B, ModuleFirst("m"), ModuleLast("m"), ErrorFirst(), ErrorLast(), Base(), ValueError()):
    print(type(target).__name__, type(target.__dict__).__name__)
    for use in (lambda: setattr(target, "__dict__", {}), lambda: descriptor.__set__(target, {}), lambda: delattr(target, "__dict__"), lambda: descriptor.__delete__(target), lambda: target.__dict__.__class__):
        try:
            print("  ", use())
        except (AttributeError, TypeError) as error:
            print("  ", type(error).__name__, error)

# The limit of digits is the compiler's as well.
sys.set_int_max_str_digits(1000)
for source in ("1" * 1000, "1" * 1001, "0x" + "f" * 2000, "x = " + "9" * 1500):
    try:
        print(len(str(compile(source, "<digits>", "exec").co_consts[0])) if len(source) == 1000 else type(compile(source, "<digits>", "exec")).__name__)
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset)
sys.set_int_max_str_digits(0)
print(eval("1" * 6000) > 0)
