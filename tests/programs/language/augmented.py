# Augmented assignment: in place when it can be, the target evaluated once.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

log = []
class Number:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"N{self.v}"
for op in "add sub mul truediv floordiv mod pow lshift rshift and xor or matmul".split():
    def inplace(self, o, op=op): log.append("i" + op); return self if op != "xor" else NotImplemented
    def plain(self, o, op=op): log.append(op); return Number(self.v + 1)
    def right(self, o, op=op): log.append("r" + op); return Number(self.v - 1)
    setattr(Number, f"__i{op}__", inplace); setattr(Number, f"__{op}__", plain); setattr(Number, f"__r{op}__", right)
n = Number(5)
m = n
n += 1; n -= 1; n *= 1; n /= 1; n //= 1; n %= 1; n **= 1; n <<= 1; n >>= 1; n &= 1; n ^= 1; n |= 1; n @= 1
print(n, m, n is m, log)
log.clear()
x = 1; x += n; x **= n; print(x, log)
calls = []
class Holder:
    def __getitem__(self, k): calls.append(("get", k)); return 10
    def __setitem__(self, k, v): calls.append(("set", k, v))
    def __getattr__(self, name): calls.append(("getattr", name)); return 20
    def __setattr__(self, name, v): calls.append(("setattr", name, v))
def holder(): calls.append("holder"); return Holder()
def key(): calls.append("key"); return "k"
holder()[key()] += 1; holder().attribute -= 5
print(calls)
l = [1]; alias = l; l += (2, 3); l *= 2; print(alias, l is alias)
t = ([],)
try: t[0] += [1]
except TypeError as error: print(error, t)
s = "a"; u = s; s += "b"; print(u, s)
d = {"a": 1}; e = d; d |= {"b": 2}; d |= [("c", 3)]; print(e)
st = {1}; su = st; st |= {2}; st &= {1, 2, 3}; st -= {1}; st ^= {5}; print(sorted(su))
def local():
    try: undefined += 1
    except UnboundLocalError as error: print(error)
local()
def augment(target, op):
    scope = {"t": target}; exec(f"t {op}", scope); return scope["t"]
show(lambda: augment(1, "+= 'a'"), lambda: augment([1], "+= 5"), lambda: augment((1,), "+= [2]"), lambda: augment("a", "*= 'b'"), lambda: augment({1}, "|= [2]"), lambda: augment({}, "|= 5"), lambda: augment(b"a", "+= 'x'"), lambda: augment(bytearray(b"a"), "+= b'x'"), lambda: augment(5, "@= 5"), lambda: augment(2, "**= -1"), lambda: augment(1, "<<= -1"), lambda: augment(1, "//= 0"), lambda: augment(None, "+= 1"), lambda: augment([1], "*= 1.5"), lambda: augment(range(3), "+= range(3)"))
for source in ("(a, b) += 1", "a + b += 1", "f() += 1", "[a] += 1", "*a += 1", "a += b += 1", "a += yield", "x: int += 1", "1 += 1", "None += 1", "(x) += 1", "(x.y) += 1", "a if b else c += 1", "a += *b", "a += 1, 2"):
    try: compile(source, "<s>", "exec"); print("good", source)
    except SyntaxError as error: print(source, "|", error.msg)
