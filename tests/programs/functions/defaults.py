def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
print(f(1, c=3))
print(f(1, 2, 3, 4, c=5, e=6))
print(f(*[1, 2], **{"c": 3, "z": 9}))
def mutable(x, acc=[]):
    acc.append(x)
    return acc
print(mutable(1), mutable(2))
def g(a, /, b, *, c): return a + b + c
print(g(1, b=2, c=3))
for call in ("g(a=1,b=2,c=3)", "g(1,2)", "g(1)", "g(1,2,3)", "f()", "f(1)", "f(1,c=1,a=2)", "g(1,2,c=3,d=4)", "g(*5)", "g(**5)", "g(1,2,**{'c':1},**{'c':2})", "(lambda: 0)(1)", "(lambda x, y: 0)(1)"):
    try:
        eval(call)
    except TypeError as e:
        print(call, "->", e)
print(f.__defaults__, f.__kwdefaults__, f.__name__, f.__qualname__)
f.__defaults__ = (7,)
print(f(1, c=0))
