# Attributes of functions, changes of their code, defaults, closures and names.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import types
def f(a, b=1, /, c=2, *args, d, e=3, **kw) -> "ret":
    "doc"
    x: int = 1
    return a, b, c, args, d, e, kw
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__closure__, f.__dict__, f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, f.__code__.co_flags, f.__code__.co_nlocals, f.__code__.co_name, f.__code__.co_qualname, f.__code__.co_firstlineno)
f.attr = 5; print(f.attr, vars(f)); del f.attr
f.__defaults__ = (10, 20, 30); f.__kwdefaults__ = {"d": 40, "e": 50}; print(f(), f(1), f(1, 2, 3, 4, d=5, z=6))
f.__defaults__ = None; f.__kwdefaults__ = None
show(lambda: f(), lambda: f(1, 2, 3), lambda: setattr(f, "__defaults__", [1]), lambda: setattr(f, "__kwdefaults__", 5), lambda: setattr(f, "__code__", 5), lambda: setattr(f, "__name__", 5), lambda: setattr(f, "__qualname__", b"x"), lambda: setattr(f, "__annotations__", 5), lambda: setattr(f, "__dict__", 5), lambda: delattr(f, "__dict__"), lambda: delattr(f, "__name__"), lambda: delattr(f, "__code__"), lambda: setattr(f, "__closure__", None), lambda: setattr(f, "__globals__", {}), lambda: delattr(f, "__defaults__") or f.__defaults__, lambda: delattr(f, "__annotations__") or f.__annotations__, lambda: setattr(f, "__module__", 5) or f.__module__, lambda: delattr(f, "__module__"), lambda: f.__module__, lambda: delattr(f, "__doc__") or f.__doc__, lambda: f.missing, lambda: f.__get__(5).__self__, lambda: f.__get__(None, int) is f)
def other(): return "other code"
def outer():
    cell = 1
    def inner(): return cell
    def second(): nonlocal cell; cell += 1; return cell
    return inner, second
inner, second = outer(); print(inner(), second(), inner(), inner.__closure__[0].cell_contents, inner.__code__.co_freevars, outer.__code__.co_cellvars)
inner.__closure__[0].cell_contents = 50; print(inner(), second())
g = lambda: 1
g.__code__ = other.__code__; print(g(), g.__name__)
show(lambda: setattr(g, "__code__", inner.__code__), lambda: setattr(inner, "__code__", g.__code__), lambda: setattr(inner, "__code__", second.__code__) or inner())
show(lambda: types.FunctionType(other.__code__, {}).__name__, lambda: types.FunctionType(other.__code__, {}, "name")(), lambda: types.FunctionType(inner.__code__, {}), lambda: types.FunctionType(inner.__code__, {}, None, None, (types.CellType(7),))(), lambda: types.FunctionType(inner.__code__, {}, closure=()), lambda: types.FunctionType(inner.__code__, {}, closure=(5,)), lambda: types.FunctionType(5, {}), lambda: types.FunctionType(other.__code__, 5), lambda: types.FunctionType(other.__code__, {}, 5), lambda: types.FunctionType(other.__code__, {}, "n", 5), lambda: types.FunctionType(), lambda: types.FunctionType(other.__code__, {}, argdefs=(1,)).__defaults__)
cell = types.CellType(); show(lambda: cell.cell_contents, lambda: setattr(cell, "cell_contents", 3) or cell.cell_contents, lambda: delattr(cell, "cell_contents"), lambda: cell.cell_contents, lambda: types.CellType(1) == types.CellType(1), lambda: types.CellType(1) < types.CellType(2), lambda: types.CellType() < types.CellType(1), lambda: hash(cell), lambda: types.CellType(1, 2))
code = f.__code__
show(lambda: code.replace(co_name="new").co_name, lambda: code.replace(co_bogus=1), lambda: code.replace(5), lambda: code.replace(co_name=5), lambda: code.replace(co_argcount=-1), lambda: code == code.replace(), lambda: hash(code) == hash(code.replace()), lambda: code.replace(co_firstlineno=99).co_firstlineno, lambda: setattr(code, "co_name", "x"), lambda: code.co_consts[0], lambda: other.__code__.co_code.hex(), lambda: list(other.__code__.co_lines())[-1][2] == other.__code__.co_firstlineno, lambda: types.CodeType(), lambda: type(code.co_linetable).__name__)
def annotated(a: int, *b: "x", c: list[int] = None, **d: undefined_name if False else 5) -> None: pass
print(annotated.__annotations__)
class K:
    def m(self): pass
    s = staticmethod(m); c = classmethod(m)
    def __call__(self): return "called"
    l = lambda self: 1
print(K.m.__qualname__, K().m.__name__, K.l.__qualname__, K().m.__func__ is K.m, K().m == K().m, (k := K()).m == k.m, hash(k.m) == hash(k.m), k.m is k.m, K.c.__self__ is K, k(), K.s.__name__)
show(lambda: setattr(k.m, "x", 1), lambda: setattr(K.m, "x", 1) or k.m.x, lambda: delattr(k.m, "x"), lambda: k.m.__doc__, lambda: [].append.__self__, lambda: len.__self__.__name__, lambda: len.__name__, lambda: [].append.__qualname__, lambda: str.join.__objclass__, lambda: setattr(len, "x", 1), lambda: len.__text_signature__, lambda: print.__module__, lambda: repr(str.join), lambda: repr(int.__add__), lambda: (5).__add__(6), lambda: int.__add__("x", 1), lambda: int.__add__(), lambda: str.join(5, []), lambda: list.append(), lambda: list.append([]), lambda: dict.fromkeys.__self__, lambda: (1).__add__.__self__)
