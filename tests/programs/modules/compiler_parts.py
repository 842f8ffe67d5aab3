"""The modules _symtable and _opcode, and code objects in their program's hands."""
import _opcode
import _symtable


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, str(e).split(" object ")[0])


# Scopes.
def show(entry, depth=0):
    print("  " * depth, entry.name, entry.type, entry.lineno, entry.nested, entry.varnames, entry.symbols)
    for child in entry.children:
        show(child, depth + 1)


show(_symtable.symtable("""
import a.b as c
x: int = 1
def f(a, /, *b, c=1, **d):
    global g
    y = [i + a for i in b]
    class C(c):
        x = __class__
        def m(self): return super().m, y, __private
    def inner(z=lambda q: q):
        nonlocal y
        y = (w := z)
    return inner
""", "file", "exec"))
show(_symtable.symtable(b"[x for x in y]", "file", "eval"))
entry = _symtable.symtable("x", "file", "single")
print(type(entry).__name__, [name for name in dir(entry) if name[0] != "_"], type(entry.id))
attempt(type(entry))
attempt(setattr, entry, "name", 1)
attempt(_symtable.symtable, "x")
attempt(_symtable.symtable, "x", "y", "other")
attempt(_symtable.symtable, 1, "y", "exec")
attempt(_symtable.symtable, "x", 1, "exec")
attempt(_symtable.symtable, "x =", "y", "exec")
attempt(_symtable.symtable, "def f(a, a): pass", "y", "exec")
print({name: value for name, value in vars(_symtable).items() if isinstance(value, int)})

# Effects on the stack.
for args in ((100,), (100, 1), (90, None), (9999,), (0,), ("x",), (124, "y"), (1,), (1, 3), (-1, 0), (255, 0), (3,), (92, 3)):
    attempt(_opcode.stack_effect, *args)
for jump in True, False, None, 3:
    attempt(_opcode.stack_effect, 93, 1, jump=jump)
print(_opcode.get_specialization_stats())


# Code objects.
def f(a, /, b=1, *c, d, e=2, **g):
    "doc"
    x = [i + a for i in c]
    try:
        return lambda: x
    except E as y:
        pass


c = f.__code__
for name in dir(c):
    if name.startswith("co_") and name not in ("co_consts", "co_filename") and not name.startswith("co__"):
        value = getattr(c, name)
        print(name, "callable" if callable(value) else value)
print(list(c.co_positions())[:10], list(c.co_lines())[:5])
other = c.replace(co_name="other")
print(other == c, other.co_name, c == c.replace(), hash(c) == hash(c.replace()), c.replace(co_firstlineno=5) == c)
attempt(c.replace, co_name=1)
attempt(c.replace, co_consts=[])
attempt(c.replace, bad=1)
attempt(c.replace, 1)
attempt(c.replace, co_argcount=-1)
attempt(c.replace, co_code=b"x")
attempt(c.replace, co_nlocals=1)
attempt(c.replace, co_varnames=("a",))
attempt(c.replace, co_names=("a", 2))
attempt(lambda: c < other)
attempt(setattr, c, "co_name", "x")
attempt(c._varname_from_oparg, 0)
attempt(c._varname_from_oparg, 100)
attempt(type(c))
attempt(type(c), 0, 0, 0, 0, 1, 0, b"d\0S\0", [], (), (), "f", "n", "q", 1, b"", b"")


def outer():
    z = 1

    def inner():
        return z
    return inner


attempt(setattr, f, "__code__", 3)
attempt(delattr, f, "__code__")
attempt(setattr, f, "__code__", outer().__code__)
attempt(type(f), outer().__code__, {})
attempt(type(f), outer().__code__, {}, closure=(1,))
print(type(f)(outer().__code__, {}, None, None, outer().__closure__)())
plain = (lambda: 0).__code__
print(plain.co_exceptiontable, plain.co_linetable, list(plain.co_lines())[0][:2])
