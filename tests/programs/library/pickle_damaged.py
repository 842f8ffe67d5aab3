# Pickles that no pickler writes: each gives its error, and what is cut off or changed gives CPython's error too.
# stderr: warnings of escapes
import io
import pickle
import _pickle
import warnings

warnings.simplefilter("ignore")


class Safe(_pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) in (("__main__", "Item"), ("copyreg", "_reconstructor"), ("builtins", "object"), ("builtins", "complex"), ("builtins", "set")):
            return super().find_class(module, name)
        raise pickle.UnpicklingError("not this one: %r %r" % (module, name))

    def persistent_load(self, pid):
        return ("pid", pid)


class Item:
    pass


def show(data):
    try:
        result = ascii(_pickle.loads(data))
    except BaseException as error:
        result = "%s: %s" % (type(error).__name__, error)
    print(data, result)


for data in (
    b"", b".", b"(", b"(.", b"0", b"1", b"2", b"t.", b"l.", b"d.", b"e", b"u", b"(0N.", b"(2", b"(1N.", b"N(.", b"N(0.", b"a", b"Na.", b"NNa.", b"s", b"NNs", b"NNNs.", b"b", b"Nb", b"NNb.", b"]Nb.", b"]K\x01b.",
    b"R.", b"NR.", b"NNR.", b"N)R.", b"\x81.", b"NN\x81.", b"N\x81", b"cbuiltins\nint\nN\x81.", b"cbuiltins\nint\n)\x81.", b"N)}\x92.", b"cbuiltins\nint\n))\x92.", b"cbuiltins\nint\nN}\x92.", b"\x92", b"Q.", b"Pa\n.", b"NQ.",
    b"I\n.", b"I1\n.", b"I1x\n.", b"I 5\n.", b"I01\n.", b"I00\n.", b"I001\n.", b"I0x10\n.", b"I010\n.", b"I08\n.", b"I99999999999999999999\n.", b"I-1\n.", b"I1", b"I",
    b"L1\n.", b"L1L\n.", b"L1x\n.", b"L\n.", b"LL\n.", b"L0x1fL\n.", b"L-5L\n.", b"L1 \n.", b"L1_0L\n.", 
    b"F\n.", b"Fx\n.", b"F1e999\n.", b"F1.5x\n.", b"F1.5\n.", b"Finf\n.", b"F-Infinity\n.", b"Fnan\n.", b"F1_0\n.", b"F 1\n.", b"F1 \n.", b"F.\n.", b"F.5\n.", b"F-\n.", b"G1234567.", b"G123",
    b"S\n.", b"S'\n.", b"S''\n.", b"S'a\"\n.", b"S\"a\"\n.", b"S'\\x1'\n.", b"S'\\x41\\n\\101'\n.", b"S'\\q'\n.", b"S'\xff'\n.", b"T\x01\x00\x00\x00\xff.", b"U\x01a.", b"U\x05a.", b"T\xff\xff\xff\xffa",
    b"Vabc\n.", b"V\\u12\n.", b"V\\u0041\\U0001f600\\\n.", b"V\\Uffffffff\n.", b"V\n.", b"V\xe9\n.", b"V",
    b"\x8c\x01\xff.", b"X\x03\x00\x00\x00\xed\xa0\x80.", b"X\x01\x00\x00\x00", b"\x8d\x01\x00\x00\x00\x00\x00\x00\x00a.",
    b"\x8d\xff\xff\xff\xff\xff\xff\xff\x7f.", b"\x8d\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x8e\xff\xff\xff\xff\xff\xff\xff\x7f.", b"\x8e\x00\x00\x00\x00\x00\x00\x00\x10.", b"\x96\xff\xff\xff\xff\xff\xff\xff\x7f.", b"\x96\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x96\x00\x00\x00\x00\x00\x00\x00\x00.",
    b"\x95\xff\xff\xff\xff\xff\xff\xff\x7f.", b"\x95\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x95\x02\x00\x00\x00\x00\x00\x00\x00N.", b"\x95\x05\x00\x00\x00\x00\x00\x00\x00N.", b"\x95\x01\x00\x00\x00\x00\x00\x00\x00NN.",
    b"g0\n.", b"g1x\n.", b"g-1\n.", b"g99999999999999999999\n.", b"h\x05.", b"j\x05\x00\x00\x00.", b"j\xff\xff\xff\xff.", b"p0\n.", b"p", b"Np0\ng0\n.", b"Np-1\n.", b"Npx\n.", b"Np99999999999999999999\n.", b"q\x00", b"Nq\xff0h\xff.", b"\x94.", b"N\x94\x940h\x01.", b"(q\x00.",
    b"cos\n\n.", b"c\nx\n.", b"cnosuch\nx\n.", b"cos\nnosuch\n.", b"cos\npath.join\n.", b"\x80\x04\x8c\x02os\x8c\x06nosuch\x93.", b"\x80\x04\x8c\x08builtins\x8c\x0b<locals>.ab\x93.", b"\x93.", b"N\x93.", b"NN\x93.", b"c\xff\nx\n.", b"c" + b"os",
    b"(i\n\n.", b"(ios\n\n.", b"(ibuiltins\nint\n.", b"(S'7'\nibuiltins\nint\n.", b"ibuiltins\nint\n.", b"(o.", b"(No.", b"(cbuiltins\nlist\no.", b"(cbuiltins\nint\nS'3'\no.", b"o.",
    b"(NNd.", b"(Nd.", b"(]Nd.", b"}(Nu.", b"}(NNu.", b"}(]Nu.", b"N(NNu.", b"(u.", b"N(N\x90.", b"N(Ne.", b"](NNe.", b"(e.", b"](e.", b"\x8f(]\x90.", b"\x8f(N\x90.", b"(NN\x91.", b"(]\x91.", b"\x91", b"N\x85.", b"N\x86.", b"(N\x86.", b"NN\x86.", b"NNN\x87.", b")\x85.",
    b"\x82\x00.", b"\x82p.", b"\x83\x00", b"\x84\xff\xff\xff\xff.", b"\x97.", b"\x98.", b"N\x98.", b"C\x01a\x98.",
    b"\x80\x05N.", b"\x80\x06N.", b"\x80\xff.", b"\x80", b"\x8a\x00.", b"\x8a\x01\xff.", b"\x8a\x02\xff.", b"\x8b\xff\xff\xff\xff", b"\x8b\x01\x00\x00\x00\x80.", b"\x88\x89\x86.", b"J\xff\xff\xff\xff.", b"M\xff\xff.", b"K\xff.", b"J\x00",
    b"\xfe", b"'", b"\\", b"A", b"\n", b"\x00", b"\x7f",
):
    show(data)

try:
    _pickle.loads(b"L" + b"1" * 4301 + b"L\n.")
except ValueError as error:
    print(error)

print("--- strings of Python 2")
for data in (b"S'\\xe9'\n.", b"U\x01\xe9.", b"T\x01\x00\x00\x00\xe9.", b"S''\n.", b"U\x00."):
    for options in ({}, {"encoding": "latin-1"}, {"encoding": "bytes"}, {"encoding": "utf-8", "errors": "replace"}, {"errors": "surrogateescape"}, {"encoding": "no such"}, {"errors": "no such"}):
        try:
            print(ascii(_pickle.loads(data, **options)))
        except Exception as error:
            print(type(error).__name__, error)
for options in ({"encoding": 3}, {"errors": 3}, {"encoding": "a\0b"}, {"encoding": "\ud800"}, {"buffers": 3}):
    for call in (_pickle.loads, lambda data, **options: _pickle.load(io.BytesIO(data), **options), lambda data, **options: _pickle.Unpickler(io.BytesIO(data), **options)):
        try:
            print(call(b"N.", **options))
        except Exception as error:
            print(type(error).__name__, error)

print("--- cut off, and changed")
item = Item()
item.list = [1, 2.5, "text", b"bytes", None, True, -300, 10**20]
item.tuple = (item, (), {"k": {1, 2}}, frozenset("f"), 2j, bytearray(b"ba"))


def outcome(data):
    try:
        value = Safe(io.BytesIO(data)).load()
    except BaseException as error:
        return "%s: %s" % (type(error).__name__, str(error).split(" at 0x")[0])
    return type(value).__name__


for protocol in range(6):
    data = pickle.dumps(item, protocol)
    print(protocol, len(data))
    before = None
    for end in range(len(data)):
        now = outcome(data[:end])
        if now != before:
            print("  cut", end, ascii(now))
        before = now
    for at in range(len(data)):
        bit = at * 5 % 8
        changed = bytearray(data)
        changed[at] ^= 1 << bit
        if changed[at] in b"r\x96" or b"\x96" in data[max(at - 8, 0):at]:
            continue  # large indices and sizes, for which there may be memory or not
        now = outcome(bytes(changed))
        if now != "Item":
            print("  ", at, bit, ascii(now))
