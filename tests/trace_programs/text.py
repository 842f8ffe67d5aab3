name = "world"
n = 42
print(f"hello {name!r} {n:>6} {n:x} {name:.3}", "a" "b", name[1:3], name * 2)
print("%s=%d" % (name, n), b"bytes" + b"\x00\xff", "é\u20ac" + "\U0001f40d")
long = "x" * 100
print(len(long), long[:3], 1j * 2, ..., 1e300 * 10)
data = bytes(range(70)) + b"it's"
print(len(data), "it's" * 30, b'"\'', -(10 ** 80), (1, ("a", b"b"), 2.0))
