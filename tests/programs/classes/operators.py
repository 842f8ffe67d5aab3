# Binary operators: whose method is asked first, reflected, in-place, NotImplemented, comparisons.
log = []


class Base:
    def __init__(self, name): self.name = name
    def __repr__(self): return self.name


def add_operators(cls):
    for op in "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor divmod".split():
        def left(self, other, op=op):
            log.append(f"{self}.{op}({other})")
            return NotImplemented
        def right(self, other, op=op):
            log.append(f"{self}.r{op}({other})")
            return f"r{op}"
        def place(self, other, op=op):
            log.append(f"{self}.i{op}({other})")
            return NotImplemented
        setattr(cls, f"__{op}__", left)
        setattr(cls, f"__r{op}__", right)
        if op != "divmod":
            setattr(cls, f"__i{op}__", place)
    return cls


@add_operators
class A(Base): pass
class B(A): pass
@add_operators
class C(A): pass


a, b, c = A("a"), B("b"), C("c")
for text in ("a + 1", "1 + a", "a - b", "b - a", "a * c", "c * a", "a @ a", "a / b", "a // 1", "1 % a", "a ** 2", "2 ** a", "a << 1", "1 >> a",
             "a & 1", "1 | a", "a ^ c", "divmod(a, 1)", "divmod(1, a)", "pow(a, 2, 3)", "pow(1, a)"):
    log.clear()
    try:
        result = eval(text)
    except TypeError as error:
        result = error
    print(text, "=", result, log)
for op in "+= -= *= @= /= //= %= **= <<= >>= &= |= ^=".split():
    log.clear()
    space = {"x": a}
    try:
        exec(f"x {op} 1", space)
    except TypeError as error:
        print(error)
    print(op, space["x"], log)


class Compare:
    def __init__(self, name): self.name = name
    def __eq__(self, other): log.append(f"{self.name} eq"); return NotImplemented
    def __lt__(self, other): log.append(f"{self.name} lt"); return NotImplemented
    def __ge__(self, other): log.append(f"{self.name} ge"); return "ge"


class Sub(Compare): pass
class Over(Compare):
    def __gt__(self, other): log.append(f"{self.name} gt"); return "gt"
    def __eq__(self, other): log.append(f"{self.name} over eq"); return NotImplemented


x, y, z = Compare("x"), Sub("y"), Over("z")
for text in ("x == y", "x == x", "x != y", "x < y", "x < z", "x <= y", "x > y", "x >= y", "x == z", "x == 1", "1 == x", "1 < x", "x < 1", "x in [x]",
             "x in [y]", "[x] == [y]", "(x, 1) < (x, 2)", "[x, y].index(y)", "x is y", "x is not y"):
    log.clear()
    try:
        result = eval(text)
    except TypeError as error:
        result = error
    print(text, "=", result, log)
print(Compare.__hash__)
try:
    hash(x)
except TypeError as error:
    print(error)


class Bad:
    def __len__(self): return self.value
    def __bool__(self): return self.truth
    def __hash__(self): return self.value
    def __index__(self): return self.value
    def __int__(self): return self.value
    def __float__(self): return self.value
    def __complex__(self): return self.value
    def __str__(self): return self.value
    def __repr__(self): return self.value
    def __bytes__(self): return self.value
    def __format__(self, spec): return self.value
    def __contains__(self, item): return self.value
    def __iter__(self): return self.value
    def __dir__(self): return self.value
    def __length_hint__(self): return self.value
    def __round__(self, n=None): return self.value, n
    def __reversed__(self): return self.value


bad = Bad()
for value in (-1, 2 ** 70, "text", None, 1.5, [1]):
    bad.value = bad.truth = value
    for function in (len, bool, hash, int, float, complex, str, repr, bytes, format, iter, dir, round, reversed, list, range, "{!r}".format,
                     lambda v: 1 in v, lambda v: [1, 2, 3][v], lambda v: "%s" % v, lambda v: f"{v}", lambda v: "%d" % v, hex, chr):
        try:
            result = function(bad)
            if "object at" in repr(result): result = type(result)
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
        print(value, getattr(function, "__name__", "?"), "->", str(result)[:100])
