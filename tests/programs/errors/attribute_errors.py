# What is said of attributes that are not there, cannot be set, or cannot be deleted.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

class Slots:
    __slots__ = ("x",)
class Plain:
    @property
    def read_only(self): return 1
    @property
    def broken(self): return self.missing
    def method(self): pass
class WriteOnly:
    hidden = property(None, lambda self, value: None)
    def __repr__(self): return "w"
def function(): pass
module = type(show)("thing") if False else __import__("types").ModuleType("thing")
for target in (5, 2.5, "s", b"b", [], (), {}, set(), None, ..., function, function.__code__, len, [].append, int, type, Plain, Plain(), Plain().method, Slots(), object(), range(3), iter([]), (x for x in ()), slice(1), super(Plain, Plain()), module, property(), staticmethod(len)):
    for use in (lambda: target.missing, lambda: setattr(target, "missing", 1), lambda: delattr(target, "missing"), lambda: setattr(target, "__class__", int), lambda: delattr(target, "__class__")):
        try:
            print(type(target).__name__, use())
        except (AttributeError, TypeError) as error:
            print(type(target).__name__, type(error).__name__ + ":", error)
    try:
        del target.missing
    except Exception:
        pass
show(lambda: Slots().x, lambda: setattr(Slots(), "y", 1), lambda: delattr(Slots(), "x"), lambda: setattr(Plain(), "read_only", 2), lambda: delattr(Plain(), "read_only"), lambda: Plain().broken,
     lambda: WriteOnly().hidden, lambda: delattr(WriteOnly(), "hidden"), lambda: setattr(Plain, "__name__", 5), lambda: setattr(Plain, "__bases__", ()), lambda: setattr(int, "x", 1), lambda: delattr(int, "real"),
     lambda: setattr(function, "__code__", 1), lambda: setattr(function, "__defaults__", 1), lambda: setattr(function, "__kwdefaults__", 1), lambda: setattr(function, "__name__", 1), lambda: setattr(function, "__dict__", 1), lambda: setattr(function, "__closure__", ()), lambda: setattr(function, "__globals__", {}), lambda: setattr(function, "__annotations__", 1),
     lambda: setattr(Plain(), "__dict__", 1), lambda: setattr(Plain(), "__class__", 1), lambda: setattr(Plain(), "__class__", Slots), lambda: getattr(5, 6), lambda: getattr(5), lambda: setattr(5, 6, 7), lambda: hasattr(5, 6), lambda: (5).real.imag.x, lambda: setattr(5, "real", 1))
