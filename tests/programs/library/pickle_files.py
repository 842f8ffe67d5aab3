# Pickles written to files and read from them: what the machines ask of a file, and in what portions.
import io
import pickle
import pickletools
import _pickle


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))
        return len(data)


class Reader:
    """Only what must be there."""

    def __init__(self, data):
        self.file = io.BytesIO(data)
        self.log = []

    def read(self, size):
        self.log.append(("read", size))
        return self.file.read(size)

    def readline(self):
        self.log.append(("readline",))
        return self.file.readline()


class Into(Reader):
    def readinto(self, view):
        self.log.append(("readinto", len(view), type(view).__name__))
        return self.file.readinto(view)


class Peek(Into):
    def peek(self, size):
        self.log.append(("peek", size))
        at = self.file.tell()
        data = self.file.read(self.limit)
        self.file.seek(at)
        return data
    limit = 20


class NoPeek(Reader):
    def peek(self, size):
        raise NotImplementedError


def digest(parts):
    return [(len(part), part[:12].hex(), sum(part) & 0xFFFF) for part in parts]


big = ["x" * 70000, b"y" * 70000, bytearray(b"z" * 65536), "\xe9" * 40000, "\ud800" * 30000, list(range(20000)), "end"]
for protocol in range(6):
    writer = Writer()
    _pickle.dump(big, writer, protocol)
    print(protocol, digest(writer.parts) if len(writer.parts) < 30 else len(writer.parts))
    data = b"".join(writer.parts)
    print("   the same as dumps:", data == _pickle.dumps(big, protocol), "read back:", _pickle.loads(data) == big)
    writer = Writer()
    pickler = _pickle.Pickler(writer, protocol)
    pickler.dump(1)
    pickler.dump([1, 2])
    print("  ", writer.parts)
print([opcode.name for opcode, argument, at in pickletools.genops(_pickle.dumps(big[:4], 4)) if opcode.name == "FRAME"])

small = {"a": [1, 2, 3], "text": "two\nlines", "bytes": b"x" * 30, "long": 1 << 100}
for protocol in (0, 2, 4):
    stream = _pickle.dumps(small, protocol) + _pickle.dumps("second", protocol) + b"rest"
    for kind in (Reader, Into, Peek, NoPeek):
        source = kind(stream)
        unpickler = _pickle.Unpickler(source)
        print(protocol, kind.__name__, unpickler.load() == small, unpickler.load(), source.file.read())
        print("  ", source.log[:12], len(source.log))
    source = io.BufferedReader(io.BytesIO(stream))
    print(_pickle.load(source) == small, _pickle.load(source), source.read())
source = Into(_pickle.dumps(big, 5))
print(_pickle.load(source) == big, [entry for entry in source.log if entry[0] == "readinto"])


def attempt(call, *args, **options):
    try:
        print(call(*args, **options))
    except BaseException as error:
        print(type(error).__name__, error)


class File:
    def __init__(self, **methods):
        self.__dict__.update(methods)


for methods in ({}, {"read": len}, {"readline": len}):
    attempt(_pickle.load, File(**methods))
    attempt(_pickle.Unpickler, File(**methods))
    attempt(_pickle.dump, 1, File(**methods))
    attempt(_pickle.Pickler, File(**methods))


def raises(*args):
    raise OSError("no more")


for read in (lambda size: b"", lambda size: "text", lambda size: None, lambda size: b"N.N.", lambda size, parts=iter([bytearray(b"N"), bytearray(b".")]): next(parts), raises, lambda: b"N"):
    attempt(_pickle.load, File(read=read, readline=lambda: b"\n"))
for line in (b"", b"1", b"1\n", "1\n", b"1\n2\n", None):
    start = iter([b"I", b".", b"", b"", b""])
    attempt(_pickle.load, File(read=lambda size: next(start), readline=lambda: line))
for count in (0, 1, -1, 1 << 70, "x"):
    start = iter([b"C", b"\x03", b".", b""])
    attempt(_pickle.load, File(read=lambda size: next(start), readline=len, readinto=lambda view: count))
for data in (b"abc", b"ab", b"", "abc", bytearray(b"abc")):
    start = iter([b"C", b"\x03", data, b".", b""])
    attempt(_pickle.load, File(read=lambda size: next(start), readline=len))
attempt(_pickle.dump, [1], File(write=raises))
attempt(_pickle.dump, ["x" * 70000], File(write=raises), 4)
attempt(_pickle.dump, [1], File(write=lambda: 1))


class Interrupted:
    def __reduce__(self):
        raise KeyboardInterrupt("in the middle")


pickler = _pickle.Pickler(io.BytesIO())
attempt(pickler.dump, [1, Interrupted()])
attempt(pickler.dump, [1])
for call, args, options in (
    (_pickle.dumps, (), {}), (_pickle.dumps, (1, 2, 3), {}), (_pickle.dumps, (1,), {"protocol": "x"}), (_pickle.dumps, (1,), {"protocol": 6}), (_pickle.dumps, (1,), {"protocol": -1}), (_pickle.dumps, (1,), {"protocol": 1 << 70}),
    (_pickle.dumps, (1,), {"other": 1}), (_pickle.dump, (1,), {}), (_pickle.dump, (1, 2, 3, 4), {}), (_pickle.dumps, (1,), {"buffer_callback": len}),
    (_pickle.loads, (), {}), (_pickle.loads, ("text",), {}), (_pickle.loads, (b"N.", 1), {}), (_pickle.loads, (memoryview(b"xN.")[1:],), {}), (_pickle.loads, (bytearray(b"N."),), {}), (_pickle.loads, (), {"data": b"N."}), (_pickle.load, (), {}), (_pickle.load, (3,), {}),
    (_pickle.Pickler, (), {}), (_pickle.Pickler, (1, 2, 3, 4, 5), {}), (_pickle.Unpickler, (), {}), (_pickle.Unpickler, (1, 2), {}), (pickle.PickleBuffer, (), {}), (pickle.PickleBuffer, (1, 2), {}), (pickle.PickleBuffer, (), {"x": 1}),
    (pickler.dump, (), {}), (pickler.dump, (1, 2), {}), (_pickle.Unpickler(io.BytesIO()).find_class, ("os",), {}), (_pickle.Unpickler(io.BytesIO()).find_class, (1, 2), {}), (_pickle.Unpickler(io.BytesIO()).find_class, ("os", 2), {}),
):
    attempt(call, *args, **options)

print("--- deep")
deep = []
for i in range(3000):
    deep = [deep]
for protocol in (0, 4):
    attempt(_pickle.dumps, deep, protocol)
data = b"]" * 2000 + b"a" * 1999 + b"."
value = _pickle.loads(data)
levels = 0
while value:
    value = value[0]
    levels += 1
print(levels)
while deep:
    deep = deep[0]
