name, n, f = "bob", 42, 3.14159
print(f"{name} {n} {f}", f"{name!r:>10}|{n:05d}|{f:.2f}|{n:x}|{n:#b}|{n:,}|{f:10.3e}|{f:g}")
print(f"{n=} {name=!s} {f=:.1f}", f"{{}} {'nested ' + name}", f"{n:{'>'}{8}}")
print(f"{[x for x in range(3)]} {dict(a=1)['a']} {(lambda: 5)()}")
print("%s %d %5.2f %r %x %%" % (name, n, f, name, n), "{0} {1} {0} {k:>4}".format(1, 2, k=3))
print("abc"[::-1], "a" "b", r"\n", b"x\x00", "\u00e9\N{BULLET}")
print(f"{1.0} {1e20} {1e-5} {10**20} {True} {None} {...}")
class F:
    def __format__(self, s): return "F" + s
print(f"{F():abc} {F()}")
print(f"{'a':*^9} {-5:+} {5:+} {255:o} {0.5:%} {1234567.891:,.2f}")
