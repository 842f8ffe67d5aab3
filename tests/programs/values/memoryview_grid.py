# memoryview: formats, shapes, slices, casts, comparisons, releases.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import array
b = bytearray(range(12)); m = memoryview(b)
print(m[0], m[-1], m[2:5].tolist(), m[::3].tobytes(), m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, m.contiguous, m.c_contiguous, m.f_contiguous, len(m), m.obj is b, m == b, m == bytes(b), m != b"x", hash(memoryview(b"ab")) == hash(b"ab"), list(m)[:3], 5 in m, m.hex(), m.hex(":", 4), bytes(m[:3]), m.tolist() == list(b), list(reversed(m))[:2], m.index(3) if hasattr(m, "index") else None)
m[0] = 255; m[1:3] = b"\x07\x08"; m[::4] = b"abc"; print(b); m[2:4] = m[4:6]; print(b)
show(lambda: m[99], lambda: m["a"], lambda: m[1.0], lambda: m[0, 0], lambda: m.__setitem__(0, 256), lambda: m.__setitem__(0, "a"), lambda: m.__setitem__(0, b"a"), lambda: m.__setitem__(slice(0, 2), b"abc"), lambda: m.__setitem__(slice(0, 2), "ab"), lambda: m.__delitem__(0), lambda: memoryview(b"ro").__setitem__(0, 1), lambda: memoryview(5), lambda: memoryview("s"), lambda: memoryview(), lambda: memoryview([1]), lambda: memoryview(object=b"k")[0], lambda: memoryview(b"a", 1), lambda: hash(m), lambda: m < m, lambda: m + m, lambda: m == 5, lambda: m.cast("x"), lambda: m.cast("I").tolist(), lambda: m.cast("I").cast("B")[0], lambda: m.cast("H", [2, 3]).tolist(), lambda: m.cast("B", (3, 4))[1, 2], lambda: m.cast("B", (3, 4))[1], lambda: m.cast("B", (5, 5)), lambda: m.cast("B", shape=(3, -4)), lambda: m.cast("B", shape="ab"), lambda: m.cast("B", 12), lambda: m[::2].cast("H"), lambda: m[:3].cast("I"), lambda: m.cast("d"), lambda: memoryview(b"12345678").cast("d")[0] > 0, lambda: m.cast("c")[0], lambda: m.cast("?")[1], lambda: m.cast("b")[0], lambda: m.cast("@B")[0], lambda: m.cast("<B"), lambda: m.cast("BB"), lambda: m.cast(5), lambda: m.toreadonly().readonly, lambda: m.toreadonly().__setitem__(0, 1), lambda: m.tobytes("F") == m.tobytes(), lambda: m.tobytes("X"), lambda: m.tobytes(order=None)[:2], lambda: setattr(m, "format", "b"), lambda: m.shape[0], lambda: m.cast("I") == m.cast("i"), lambda: repr(m)[:8])
a = array.array("i", [1, -2, 3]); v = memoryview(a); print(v.format, v.itemsize, v.tolist(), v[1], v[::2].tolist(), v == a, v.nbytes); v[0] = 77; print(a)
show(lambda: v.__setitem__(0, 1 << 40), lambda: v.__setitem__(0, 1.5), lambda: a.append(1), lambda: v.release(), lambda: v[0], lambda: v.tolist(), lambda: len(v), lambda: v.release(), lambda: repr(v)[:20], lambda: v == a, lambda: a.append(1) or len(a), lambda: v.format, lambda: bytes(v), lambda: memoryview(v))
with memoryview(bytearray(b"with")) as w: print(w[0])
show(lambda: w[0], lambda: w.__enter__())
f = memoryview(array.array("d", [1.5, float("nan")])); print(f.tolist(), f == f, f[0]); f[0] = 2; print(f[0])
outer = memoryview(b); inner = outer[1:3]; show(lambda: outer.release(), lambda: inner[0], lambda: inner.release(), lambda: b.append(1)); m.release(); b.append(1); print(len(b))
