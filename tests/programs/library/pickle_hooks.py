# Everything by which a program takes part in pickling: methods of its classes, tables, subclasses of Pickler and Unpickler.
import copyreg
import functools
import io
import pickle
import _pickle


def show(value, protocol=4, **options):
    try:
        data = _pickle.dumps(value, protocol, **options)
    except Exception as error:
        print("dumps", type(error).__name__, str(error).split(" at 0x")[0])
        return None
    print(protocol, data)
    return data


class Base:
    def __repr__(self):
        return "%s(%s)" % (type(self).__name__, ", ".join("%s=%r" % pair for pair in sorted(vars(self).items())))


class GetState(Base):
    def __getstate__(self):
        print("getstate")
        return {"state": 1}


class SetState(Base):
    def __init__(self):
        self.value = 5

    def __getstate__(self):
        return ("a", 5)

    def __setstate__(self, state):
        print("setstate", state)
        self.restored = state


class NewArgs(int, Base):
    def __new__(cls, value, extra=None):
        print("new", value, extra)
        self = int.__new__(cls, value)
        self.extra = extra
        return self

    def __getnewargs__(self):
        return (int(self), "extra")


class NewArgsEx(Base):
    def __new__(cls, *args, **kwargs):
        print("new", args, kwargs)
        return object.__new__(cls)

    def __getnewargs_ex__(self):
        return (1, 2), {"key": 3}


class Reduce(Base):
    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return Reduce, self.args


class ReduceEx(Base):
    def __reduce_ex__(self, protocol):
        print("reduce_ex", protocol)
        return ReduceEx, (), {"protocol": protocol}


class Listed(list):
    pass


class Mapped(dict):
    pass


class Filled(Base):
    def __init__(self):
        self.items = []

    def append(self, item):
        print("append", item)
        self.items.append(item)

    def __setitem__(self, key, value):
        print("setitem", key, value)
        self.items.append((key, value))

    def __reduce__(self):
        return Filled, (), None, iter([1, 2, 3]), iter([("k", "v"), ("l", "w")])


class Extended(Filled):
    def extend(self, items):
        print("extend", items)
        self.items.extend(items)

    def __reduce__(self):
        return Extended, (), None, iter([1, 2, 3])


def put_state(obj, state):
    print("put_state", state)
    obj.put = state


class StateSetter(Base):
    def __reduce__(self):
        return StateSetter, (), {"x": 1}, None, None, put_state


SINGLE = None


class Single(Base):
    def __reduce__(self):
        return "SINGLE"


SINGLE = Single()


class Meta(type):
    def __reduce__(cls):
        return "never called"


class WithMeta(metaclass=Meta):
    pass


for make in (Base, GetState, SetState, lambda: NewArgs(3), NewArgsEx, lambda: Reduce(1, "two"), ReduceEx, lambda: Listed([1, 2]), lambda: Mapped(a=1), Filled, Extended, StateSetter, lambda: SINGLE, lambda: WithMeta, lambda: functools.partial(int, base=2)):
    value = make()
    for protocol in (0, 2, 4):
        data = show(value, protocol)
        if data is not None:
            print("  ", repr(_pickle.loads(data)).split(" at 0x")[0])

print("--- what __reduce__ may not give")


class Bad:
    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return self.value


for value in (1, None, (), (1, 2), (int, 2), (int, (), None, 3), (int, (), None, None, 3), (int, (), None, None, None, 3), (copyreg.__newobj__, ()), (copyreg.__newobj__, (1,)),
              (copyreg.__newobj__, (int,)), (copyreg.__newobj_ex__, (1,)), (copyreg.__newobj_ex__, (1, 2, 3)), (copyreg.__newobj_ex__, (Bad, 2, 3)), (copyreg.__newobj_ex__, (Bad, (), 3)),
              "nowhere", "a.b", (int, (), None, iter([1])), (int, (), None, None, iter([1])), (int, (), None, None, iter([1, 2])), tuple(range(7))):
    for protocol in (0, 2, 4):
        show(Bad(value), protocol)


def local():
    class Local:
        pass
    return Local


for value in (local(), local()(), lambda: 0, local.__code__, iter([1]), (i for i in ()), io.StringIO, memoryview(b""), pickle, type("Hidden", (), {})):
    show(value, 4)
Renamed = type("Nameless", (), {"__module__": "no.such.module"})
show(Renamed)

print("--- copyreg: reducers and extensions")


class Registered(Base):
    pass


def reduce_registered(obj):
    print("reduce_registered")
    return Registered, (), {"by": "copyreg"}


copyreg.pickle(Registered, reduce_registered)
print(_pickle.loads(show(Registered())))
for code in (1, 0xFF, 0x100, 0xFFFF, 0x10000, 0x7FFFFFFF):
    copyreg.add_extension(__name__, "Registered", code)
    for protocol in (1, 2, 4):
        print(_pickle.loads(show(Registered, protocol)))
    copyreg.remove_extension(__name__, "Registered", code)
for data in (b"\x82\x00.", b"\x82\x05.", b"\x83\x00\x01.", b"\x84\xff\xff\xff\xff."):
    try:
        _pickle.loads(data)
    except Exception as error:
        print(type(error).__name__, error)

print("--- subclasses")


class Persistent(_pickle.Pickler):
    def persistent_id(self, obj):
        if isinstance(obj, Base):
            return "id:" + type(obj).__name__
        return None


class Unpersistent(_pickle.Unpickler):
    def persistent_load(self, pid):
        print("persistent_load", repr(pid))
        return pid

    def find_class(self, module, name):
        print("find_class", module, name)
        return super().find_class(module, name)


for protocol in range(6):
    out = io.BytesIO()
    Persistent(out, protocol).dump([Base(), 1, Base(), len])
    print(out.getvalue())
    print(Unpersistent(io.BytesIO(out.getvalue())).load())


class BadId(_pickle.Pickler):
    def persistent_id(self, obj):
        return "\xe9"


try:
    BadId(io.BytesIO(), 0).dump(1)
except _pickle.PicklingError as error:
    print(error)


class Overriding(_pickle.Pickler):
    def reducer_override(self, obj):
        print("override", getattr(obj, "__name__", obj))
        if obj is Base:
            return str, ("Base!",)
        return NotImplemented


out = io.BytesIO()
Overriding(out).dump([Base, int, len, 1, GetState()])
print(out.getvalue(), _pickle.loads(out.getvalue()))
out = io.BytesIO()
pickler = _pickle.Pickler(out)
pickler.dispatch_table = {Base: lambda obj: (str, ("from the table",))}
pickler.dump([Base(), GetState()])
print(_pickle.loads(out.getvalue()))


class Uninitialised(_pickle.Pickler):
    def __init__(self):
        pass


class Unmade(_pickle.Unpickler):
    def __init__(self):
        pass


for make in (Uninitialised, Unmade):
    try:
        machine = make()
        machine.dump(1) if make is Uninitialised else machine.load()
    except _pickle.PickleError as error:
        print(type(error).__name__, error)

print("--- memos")
out = io.BytesIO()
pickler = _pickle.Pickler(out, 2)
data = ["a", ["b"]]
pickler.dump(data)
first = out.tell()
pickler.dump(data)
print(out.getvalue()[first:], sorted(pickler.memo.copy().values(), key=lambda pair: pair[0]))
other = _pickle.Pickler(out, 2)
other.memo = pickler.memo
other.dump(data[1])
print(out.getvalue()[-6:])
other.memo = {key: (7, obj) for key, (index, obj) in pickler.memo.copy().items()}
other.dump(data[1])
print(out.getvalue()[-4:])
pickler.memo.clear()
pickler.dump("c")
print(out.getvalue()[-8:])
pickler.clear_memo()
print(pickler.memo.copy(), pickler.bin, pickler.fast)
function, args = pickler.memo.__reduce__()
print(function, args)
unpickler = _pickle.Unpickler(io.BytesIO(out.getvalue()[:first] * 2))
print(unpickler.load(), unpickler.memo.copy(), unpickler.memo.__reduce__())
copied = _pickle.Unpickler(io.BytesIO(b"h\x00.h\x09."))
copied.memo = unpickler.memo
print(copied.load())
for machine in (pickler, unpickler):
    for value in (3, {"a": 1}, {1: 2}):
        try:
            machine.memo = value
        except (TypeError, ValueError) as error:
            print(error)
    try:
        del machine.memo
    except TypeError as error:
        print(error)
    try:
        hash(machine.memo)
    except TypeError as error:
        print(error)
for name, machine in (("persistent_id", pickler), ("persistent_load", unpickler)):
    for change in (lambda: getattr(machine, name), lambda: setattr(machine, name, 3), lambda: delattr(machine, name)):
        try:
            change()
        except (AttributeError, TypeError) as error:
            print(type(error).__name__, error)
    setattr(machine, name, len)
    print(getattr(machine, name))

print("--- fast mode")
out = io.BytesIO()
pickler = _pickle.Pickler(out, 4)
pickler.fast = 1
pickler.dump([shared := ["s"], shared, {"k": shared}])
print(out.getvalue())
deep = []
for i in range(45):
    deep = [deep]
pickler.dump(deep)
deep = {}
deep["deep"] = [deep]
try:
    pickler.dump(deep)
except ValueError as error:
    print(str(error).split(" at 0x")[0])

print("--- buffers")
for source in (b"bytes", bytearray(b"array")):
    kept = []
    for callback in (None, kept.append, lambda buffer: True):
        data = show(pickle.PickleBuffer(source), 5, buffer_callback=callback)
        print(repr(_pickle.loads(data, buffers=[source])))
    print([bytes(buffer) for buffer in kept], bytes(kept[0].raw()), kept[0].raw().readonly)
    data = _pickle.dumps([pickle.PickleBuffer(source)], 5, buffer_callback=kept.append)
    print([bytes(view) for view in _pickle.loads(data, buffers=kept[1:])], type(_pickle.loads(data, buffers=iter([bytearray(b"q")]))[0]))
for arguments in ({}, {"buffers": []}, {"buffers": None}, {"buffers": 3}):
    try:
        _pickle.loads(data, **arguments)
    except Exception as error:
        print(type(error).__name__, error)
show(pickle.PickleBuffer(b"x"), 4)
show(pickle.PickleBuffer(memoryview(b"abcd")[::2]), 5)
show(1, 4, buffer_callback=len)
released = pickle.PickleBuffer(b"x")
released.release()
show(released, 5)
for call in (released.raw, lambda: memoryview(released), lambda: pickle.PickleBuffer(3), pickle.PickleBuffer(memoryview(b"abcd")[::2]).raw):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
