def twice(f):
    def w(*a):
        return f(f(*a))
    w.__name__ = f.__name__
    return w
def tag(t):
    def deco(f):
        return lambda *a: f"<{t}>{f(*a)}</{t}>"
    return deco
@twice
def add3(x): return x + 3
print(add3(1), add3.__name__)
@tag("b")
@tag("i")
def hi(n): return "hi " + n
print(hi("x"))
class Reg:
    items = []
    def __call__(self, f):
        self.items.append(f.__name__)
        return f
reg = Reg()
@reg
def one(): pass
@reg
class Two: pass
print(Reg.items)
