# Special methods that return what they should not.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

def send_once(c):
    try:
        return c.send(None)
    except StopIteration as stop:
        return stop.value
    finally:
        c.close()
async def coroutine(o):
    return await o
def types_new(o):
    import types
    return types.resolve_bases((o,))
def with_method(name, value):
    return type("H", (), {name: lambda self, *args: value})()
class Raises:
    def __getattribute__(self, name): raise KeyError(name)
results = (None, 5, "s", 1.5, NotImplemented, [], -1, 1 << 80, True)
for name, use in (("__len__", len), ("__hash__", hash), ("__bool__", bool), ("__repr__", repr), ("__str__", str), ("__bytes__", bytes), ("__format__", format), ("__iter__", iter), ("__index__", lambda o: [1, 2, 3][o]), ("__int__", int), ("__float__", float), ("__complex__", complex), ("__contains__", lambda o: 1 in o), ("__dir__", dir), ("__reversed__", reversed), ("__length_hint__", lambda o: __import__("operator").length_hint(o)), ("__next__", next), ("__call__", lambda o: o()), ("__enter__", lambda o: exec("with o: pass", {"o": o})), ("__getitem__", lambda o: o[0]), ("__setitem__", lambda o: o.__setitem__(0, 1)), ("__delitem__", lambda o: o.__delitem__(0)), ("__round__", round), ("__trunc__", __import__("math").trunc), ("__floor__", __import__("math").floor), ("__ceil__", __import__("math").ceil), ("__abs__", abs), ("__neg__", lambda o: -o), ("__invert__", lambda o: ~o), ("__add__", lambda o: o + 1), ("__radd__", lambda o: 1 + o), ("__iadd__", lambda o: exec("o += 1\nprint('now', o)", {"o": o})), ("__eq__", lambda o: o == 1), ("__ne__", lambda o: o != 1), ("__lt__", lambda o: o < 1), ("__divmod__", lambda o: divmod(o, 1)), ("__pow__", lambda o: pow(o, 2, 3)), ("__getattr__", lambda o: o.missing), ("__getattribute__", lambda o: o.anything), ("__instancecheck__", lambda o: isinstance(1, o)), ("__subclasscheck__", lambda o: issubclass(int, o)), ("__class_getitem__", lambda o: type(o)[1]), ("__sizeof__", __import__("sys").getsizeof), ("__fspath__", __import__("os").fspath), ("__reduce__", __import__("copy").copy), ("__copy__", __import__("copy").copy), ("__await__", lambda o: send_once(coroutine(o))), ("__missing__", lambda o: o), ("__prepare__", lambda o: type.__call__(type(o)) and None), ("__mro_entries__", lambda o: types_new(o)), ("__set_name__", lambda o: type("Owner", (), {"attr": o}) and "named"), ("__del__", lambda o: "has del")):
    for value in results:
        target = with_method(name, value)
        try:
            result = use(target)
            print(name, repr(value), type(result).__name__, result if isinstance(result, (int, str, float, bytes, complex, bool, type(None))) else "")
        except Exception as error:
            print(name, repr(value), type(error).__name__ + ":", str(error).replace(hex(id(target)), "ID"))
show(lambda: Raises().x, lambda: repr(Raises()) and "repr", lambda: len(Raises()), lambda: Raises()(), lambda: isinstance(Raises(), int), lambda: getattr(Raises(), "x", 1), lambda: hasattr(Raises(), "x"))
