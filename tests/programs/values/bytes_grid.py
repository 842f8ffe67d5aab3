# Every method of bytes and bytearray over many values.
values = [b"", b"a", b"abc", b"ABC def", b" \t lead \n", bytes(range(0, 256, 17)), b"a\nb\r\nc\x0bd\x1ce", b"0123", b"aaa", b"a-b-c", b"\x00nul\xff", b"Title Case", b"tab\there", b"\xc3\xa4"]
for kind in (bytes, bytearray):
    for v in values:
        t = kind(v)
        print(t, [m for m in ("isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper") if getattr(t, m)()])
        print("  ", [getattr(t, m)() for m in ("upper", "lower", "title", "capitalize", "swapcase", "strip", "lstrip", "rstrip", "expandtabs", "hex")])
        print("  ", t.split(), t.split(b"a"), t.rsplit(None, 1), t.splitlines(), t.splitlines(True), t.partition(b"b"), t.rpartition(b" "), t.count(b"a"), t.count(97), t.count(b""), t.find(b"b"), t.rfind(99), t.find(b"", 2), t.startswith((b"a", b"x")), t.endswith(b"c"))
        print("  ", t.replace(b"a", b"--"), t.replace(b"", b".")[:40], t.center(9, b"*"), t.ljust(5), t.rjust(5, b"0"), t.zfill(6), t.removeprefix(b"a"), t.removesuffix(b"c"), t[::-1], t[1:3], t * 2, t + b"!", t.translate(None, b"ab"), t.translate(bytes(range(255, -1, -1)))[:8], t.hex("-"), t.hex(":", 2), t.hex("_", -3))
        print("  ", list(t)[:5], 97 in t, b"b" in t, t < b"b", t == v, hash(bytes(t)) == hash(v), max(t, default=None), t.join([b"1", bytearray(b"2")]), [t.decode(e, "replace") for e in ("ascii", "latin-1", "utf-8")])
b = bytearray(b"hello")
b[0] = 72; b[-1:] = b"O!"; b[1:3] = b""; b.append(63); b.extend([1, 2]); b.insert(1, 65); print(b, b.pop(), b.pop(0), b); b.remove(65); b.reverse(); print(b); del b[::2]; print(b); b += b"xyz"; b *= 2; print(b, b.copy() is b); b[1:5:2] = b"12"; print(b); b.clear(); print(b, bool(b))
for use in (lambda: b.pop(), lambda: b.remove(1), lambda: b.append(256), lambda: b.append("a"), lambda: b.__setitem__(0, 1), lambda: b.__setitem__(slice(0, 1), 5), lambda: b.__setitem__(slice(0, 0), "x"), lambda: b.extend(["a"]), lambda: b.extend(5), lambda: bytes([256]), lambda: bytes(["a"]), lambda: bytes(-1), lambda: bytes("a"), lambda: bytes("\u00e9", "ascii"), lambda: bytes(5, "x"), lambda: bytes.fromhex("0g"), lambda: bytes.fromhex("012"), lambda: bytes.fromhex(" 0a 0B"), lambda: bytes.fromhex(5), lambda: bytes.maketrans(b"ab", b"c"), lambda: bytes.maketrans(b"ab", b"cd")[97:99], lambda: b"".join(["a"]), lambda: b"a" + "b", lambda: b"a" * "b", lambda: "a" in b"a", lambda: 256 in b"a", lambda: b"abc"[5], lambda: b"abc"["x"], lambda: b"a".translate(b"short"), lambda: b"%d" % "x", lambda: memoryview(bytearray(b"ab")).release(), lambda: bytearray(b"x").__init__(5) , lambda: b"a".split(b""), lambda: b"a".replace(b"a", "b"), lambda: b"\xff".decode(), lambda: b"\xff".decode("utf-8", "ignore"), lambda: b"\xff".decode("nonsense"), lambda: b"\xff".decode("utf-8", "nonsense")):
    try: print(repr(use()))
    except Exception as error: print(type(error).__name__ + ":", error)
view = memoryview(bytearray(b"export"))
a = bytearray(b"locked"); m = memoryview(a)
for use in (lambda: a.append(1), lambda: a.clear(), lambda: a.extend(b"x"), lambda: a.__delitem__(0), lambda: a.__iadd__(b"x"), lambda: a.pop(), lambda: a.__setitem__(slice(0, 2), b"abc"), lambda: a.__setitem__(slice(0, 2), b"LO")):
    try: print(repr(use()))
    except Exception as error: print(type(error).__name__ + ":", error)
print(a, m.tobytes(), m[::2].tolist(), m.cast("H").tolist())
