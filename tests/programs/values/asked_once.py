# How often special methods are asked, and what is looked at before and after they run.
import io
import marshal

class Bytes:
    class Get:
        def __get__(self, instance, owner):
            print("lookup")
            return lambda: b"bytes"
    __bytes__ = Get()
print(bytes(Bytes()), b"%b" % Bytes())

class Wrong:
    def __bytes__(self):
        return "text"
for use in (lambda: bytes(Wrong()), lambda: b"%s" % Wrong(), lambda: b"%b" % 3, lambda: bytes(Wrong)):
    try:
        use()
    except TypeError as error:
        print(error)

class Key:
    hashed = compared = 0
    def __hash__(self):
        Key.hashed += 1
        return 1
    def __eq__(self, other):
        Key.compared += 1
        return True
table = {}
table.setdefault(Key(), 1)
print(Key.hashed, Key.compared)
table.setdefault(Key(), 2)
print(Key.hashed, Key.compared, list(table.values()))
names = {"a": 1}
names.setdefault(Key(), 2)
print(Key.hashed, Key.compared, len(names))

class Hint:
    def __iter__(self):
        return iter([1, 2])
    def __length_hint__(self):
        return self.hint
for hint in (3, -1, "x", NotImplemented, 1 << 70):
    Hint.hint = hint
    for make in (bytearray().extend, bytes, bytearray, list, tuple):
        try:
            print(hint, make(Hint()), end="; ")
        except Exception as error:
            print(hint, type(error).__name__, error, end="; ")
    print()

# A view that is released while its index is found.
class Releasing:
    def __init__(self, view, value):
        self.view, self.value = view, value
    def __index__(self):
        self.view.release()
        return self.value
def attempt(use):
    view = memoryview(bytearray(b"abcdef"))
    try:
        result = use(view)
        print(result if isinstance(result, int) else type(result).__name__)
    except (ValueError, TypeError) as error:
        print(error)
attempt(lambda view: view[Releasing(view, 2)])
attempt(lambda view: view[Releasing(view, 2):])
attempt(lambda view: view.__setitem__(Releasing(view, 2), 3))
attempt(lambda view: view.__setitem__(1, Releasing(view, 2)))
attempt(lambda view: view.__setitem__(slice(Releasing(view, 2), 3), b"x"))
attempt(lambda view: view.__setitem__(slice(2, 3), b"x"))

# What is read into must be writable.
for target in (b"abc", memoryview(b"abc"), "abc", 5):
    for use in (io.BytesIO(b"xyz").readinto, open(__file__, "rb").readinto, open(__file__, "rb").readinto1, open(__file__, "rb", buffering=0).readinto):
        try:
            use(target)
        except TypeError as error:
            print(error, end="; ")
    print()
closed = io.BytesIO()
closed.close()
for target in (b"abc", bytearray(3)):
    try:
        closed.readinto(target)
    except (TypeError, ValueError) as error:
        print(error)

# marshal reads one value and not a byte more.
stream = io.BytesIO(marshal.dumps([1, "two", (3.0, None)]) + marshal.dumps({"k": b"v"}) + b"rest")
print(marshal.load(stream), marshal.load(stream), stream.read())
class Greedy:
    def __init__(self, data, more):
        self.data, self.more = io.BytesIO(data), more
    def read(self, size):
        return self.more if isinstance(self.more, str) else b""
    def readinto(self, target):
        return self.data.readinto(target) + self.more
for data, more in ((marshal.dumps(12345), 0), (marshal.dumps(12345), 1), (marshal.dumps(12345), "text"), (b"", 0), (marshal.dumps("abcdef")[:-1], 0)):
    try:
        print(marshal.load(Greedy(data, more)))
    except (EOFError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(str.maketrans.__qualname__, bytes.maketrans.__qualname__, dict.fromkeys.__qualname__)

def walked(): return [1,
    2]
code = walked.__code__
print(type(code.co_lines()).__name__, list(code.co_lines()), type(code.co_positions()).__name__, len(list(code.co_positions())) * 2 == len(code.co_code))
