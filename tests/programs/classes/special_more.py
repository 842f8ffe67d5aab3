class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __radd__(self, o): return V(self.x + o, self.y + o)
    def __iadd__(self, o):
        self.x += o.x
        return self
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return V(-self.x, -self.y)
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __lt__(self, o): return self.x < o.x
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __bool__(self): return bool(self.x or self.y)
    def __len__(self): return 2
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __contains__(self, v): return v in (self.x, self.y)
    def __call__(self, *a): return ("called", a)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __format__(self, s): return f"<{s}>"
    def __index__(self): return 2
a, b = V(1, 2), V(3, 4)
print(a + b, 1 + a, a * 3, 3 * a, -a, a == V(1, 2), a != b, a < b, b > a, sorted([b, a]))
a += b
print(a, bool(V(0, 0)), len(a), a[0], a[-1], list(a), 4 in b, 9 in b, b(1, 2), abs(b), f"{b:xyz}", [1, 2, 3][a], {a: 1}[V(4, 2)])
for e in ("a - b", "a <= b", "a // 2", "~a", "a @ b", "b['q']", "divmod(a, b)", "int(a)"):
    try:
        print(eval(e))
    except Exception as x:
        print(type(x).__name__, x)
