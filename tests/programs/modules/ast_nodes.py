"""The classes of _ast, trees as objects, and compile() of such objects."""
import _ast

ONLY_AST, TYPE_COMMENTS, TOP_LEVEL_AWAIT = _ast.PyCF_ONLY_AST, _ast.PyCF_TYPE_COMMENTS, _ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def parse(source, mode="exec", flags=0, **options):
    return compile(source, "<test>", mode, ONLY_AST | flags, **options)


def dump(node):
    if isinstance(node, _ast.AST):
        parts = ["%s=%s" % (name, dump(value)) for name, value in node.__dict__.items()]
        return "%s(%s)" % (type(node).__name__, ", ".join(parts))
    if isinstance(node, list):
        return "[%s]" % ", ".join(map(dump, node))
    return repr(node)


def attempt(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print("fine", dump(result) if isinstance(result, _ast.AST) else type(result).__name__)
        return result
    except Exception as e:
        print(type(e).__name__, str(e).split(" object at ")[0])


# The classes.
for name, value in _ast.__dict__.items():
    if isinstance(value, type) and issubclass(value, _ast.AST):
        print(name, value.__base__.__name__, repr(value.__doc__), value._fields, value.__match_args__, value._attributes)
        print("   ", [(key, value.__dict__[key]) for key in value.__dict__ if value.__dict__[key] is None])
print(_ast.AST.__module__, _ast.AST.__name__, _ast.Name.__module__, _ast.Name.__qualname__, _ast.Name)

# Making nodes.
attempt(_ast.Name, "x")
attempt(_ast.Name, "x", _ast.Load(), lineno=1, other=2)
attempt(_ast.Name, 1, 2, 3)
attempt(_ast.Pass, 1)
attempt(_ast.AST, 1)
attempt(_ast.Name, "x", id="y")
attempt(_ast.AST, any=1)
attempt(lambda: _ast.Name("x").ctx)
print(_ast.Return().value, _ast.arg("x").annotation, _ast.Constant(1).kind, _ast.stmt.end_lineno)
node = _ast.Name("x", _ast.Load())
print(node.__reduce__()[0].__name__, node.__reduce__()[1], sorted(node.__reduce__()[2]), len(_ast.Pass().__reduce__()))
del node.id
attempt(lambda: node.id)


class Special(_ast.Name):
    _fields = ("first", "second", "third")


attempt(Special, 1, 2, third=3)
attempt(Special, 1, 2, 3, 4)
match _ast.BinOp(1, 2, 3):
    case _ast.BinOp(left, op, right):
        print(left, op, right)

# From text.
print(dump(parse("x: int = 1; f(*a, b=2, **c)[1:2, ...]")))
print(dump(parse("def f(a, /, b=1, *c, d, e=2, **g) -> int: 'doc'\n")))
print(dump(parse("a and not b or c < d is not e", "eval")))
print(dump(parse("if x:\n  pass\n", "single")))
print(dump(parse("match x:\n case [1, *_] | {'a': None, **r}: pass\n case A(b, c=-1 + 2j) as d if e: pass\n")))
print(dump(parse("f'{x!r:>{w}}' u'k' b'' if 1e3 else 2j\n")[1] if False else parse("u'k', f'a{x!r:>{w}}', b'\\0', 1e3, 2j, None", "eval")))
print(dump(parse("(int, *str, **x) -> List[int]", "func_type")))
print(dump(parse("x = 1 # type: int\n# type: ignore[a]\ndef f(a): # type: (int) -> str\n  pass", flags=TYPE_COMMENTS)))
a, b = parse("x\ny").body
print(a.value.ctx is b.value.ctx, parse("x").body[0].value.ctx is a.value.ctx)

# Older versions of the grammar.
for source, version in (("x: int = 1", 5), ("f'{x}'", 5), ("1_0", 5), ("async def f(): pass", 4), ("a @ b", 4), ("a @= b", 4),
                        ("(x := 1)", 7), ("def f(a, /): pass", 7), ("with (a as b): pass", 8), ("match x:\n case 1: pass", 9),
                        ("try: pass\nexcept* A: pass", 10), ("async = 1", 6), ("await = 1", 6), ("async = 1", 7),
                        ("async def f():\n await x\nawait = 1", 6), ("async def f():\n async with a: await b", 6),
                        ("async def f():\n [x async for x in y]", 5), ("async def f():\n async for x in y: pass", 4)):
    print(version, repr(source), end=" ")
    attempt(parse, source, _feature_version=version)

# To code, which is the same as that of the text.
source = """
from __future__ import annotations
import a.b as c, d
from .e import *
@deco
class C(B, metaclass=M):
    x: int = 3
    def method(self, a, /, b: 'str' = 1, *c, d=-2, **e) -> int:
        "document"
        global g
        try:
            with open(a) as f, g: yield from f
        except (A, B) as e: raise C from e
        else: del a[1:2], b.c
        finally: return lambda x, *y: (x, *y, {**y, 1: 2}, {1, 2}, [i async for i in j if i])
        while not a: break
        for x, *y in z: continue
        assert x, f'{x!s:3}{y=}' 'abc'
        match x:
            case [1, 'a', *rest] | (None): pass
            case {1: x, **kw} | C(1, a=-2 + 3j) as z if z: x @= y
async def f():
    async with a as b: await c
    async for i in j: nonlocal_ = a if b else c
x = y = 1 < 2 <= 3 and (4 or 5); z += 1 << 2; -1, +a, ~b, not c
"""
try:
    exec("")
    left = compile(source.replace("async for i in j if i", "for i in j if i"), "<test>", "exec")
    right = compile(parse(source.replace("async for i in j if i", "for i in j if i")), "<test>", "exec")
    print(left == right, left.co_code == right.co_code, left.co_consts == right.co_consts)
except SyntaxError as e:
    print(e)
print(eval(compile(parse("[x * 2 for x in range(3)] + [f'{1:03}']", "eval"), "", "eval")))
exec(compile(parse("1 + 1\nprint('single')", "exec"), "", "exec"))
exec(compile(parse("1 + 1\n", "single"), "", "single"))
tree = parse("x")
print(compile(tree, "", "exec", ONLY_AST) is tree)

# Top-level await.
code = compile("await x", "", "exec", TOP_LEVEL_AWAIT)
print(bool(code.co_flags & 0x80), bool(compile("x", "", "exec", TOP_LEVEL_AWAIT).co_flags & 0x80))
attempt(compile, "await x", "", "exec")
attempt(compile, "def f(): await x", "", "exec", TOP_LEVEL_AWAIT)


# Trees that cannot be.
def at(node):
    if isinstance(node, _ast.AST):
        for name in node._attributes:
            if name not in node.__dict__:
                setattr(node, name, 1)
        for value in list(node.__dict__.values()):
            at(value)
    if isinstance(node, list):
        for item in node:
            at(item)
    return node


def stmt(node):
    attempt(compile, at(_ast.Module([node], [])), "<test>", "exec")


def expr(node):
    attempt(compile, at(_ast.Expression(node)), "<test>", "eval")


x, store = _ast.Name("x", _ast.Load()), _ast.Name("x", _ast.Store())
one = _ast.Constant(1)
no_args = _ast.arguments([], [], None, [], [], None, [])
attempt(compile, _ast.Module(), "", "exec")
attempt(compile, _ast.Module([], None), "", "exec")
attempt(compile, _ast.Module(1, []), "", "exec")
attempt(compile, _ast.Module([1], []), "", "exec")
attempt(compile, parse("x"), "", "eval")
attempt(compile, parse("x", "eval"), "", "single")
attempt(compile, _ast.Expression(_ast.Name("x", _ast.Load())), "", "eval")
attempt(compile, _ast.Expression(_ast.Name("x", _ast.Load(), lineno=None, col_offset=0)), "", "eval")
attempt(compile, _ast.Expression(_ast.Name("x", _ast.Load(), lineno=2 ** 40, col_offset=0)), "", "eval")
attempt(compile, _ast.Expression(_ast.Name("x", _ast.Load(), lineno=3, col_offset=0, end_lineno=2, end_col_offset=1)), "", "eval")
attempt(compile, _ast.Expression(_ast.Name("x", _ast.Load(), lineno=-3, col_offset=0, end_lineno=2, end_col_offset=1)), "", "eval")
attempt(compile, _ast.Expression(_ast.Name("x", _ast.Load(), lineno=3, col_offset=4, end_lineno=3, end_col_offset=1)), "", "eval")
print(list(compile(_ast.Expression(_ast.Name("x", _ast.Load(), lineno=3, col_offset=4)), "", "eval").co_positions())[-1])
stmt(None)
stmt(_ast.Expr(None))
stmt(_ast.Expr())
stmt(_ast.Expr(store))
stmt(_ast.stmt())
expr(_ast.expr())
expr(_ast.Name("None", _ast.Load()))
expr(_ast.Name(1, _ast.Load()))
expr(_ast.Name(None, _ast.Load()))
expr(_ast.Name("x", _ast.AST()))
expr(_ast.Name("x", None))
expr(_ast.Name("x"))
expr(_ast.BoolOp(_ast.And(), [x]))
expr(_ast.BoolOp(_ast.Add(), [x, x]))
expr(_ast.BinOp(x, _ast.And(), x))
expr(_ast.Compare(x, [], []))
expr(_ast.Compare(x, [_ast.Lt()], []))
expr(_ast.Compare(x, [_ast.Lt(), _ast.Is()], [x]))
expr(_ast.Dict([x], []))
expr(_ast.Dict([None], [x]))
expr(_ast.List([None], _ast.Load()))
expr(_ast.Tuple([store], _ast.Load()))
expr(_ast.ListComp(x, []))
expr(_ast.ListComp(x, [_ast.comprehension(x, x, [], 0)]))
expr(_ast.Lambda(_ast.arguments([], [], None, [], [], None, [x]), x))
expr(_ast.Lambda(_ast.arguments([], [], None, [], [x], None, []), x))
expr(_ast.Lambda(None, x))
expr(_ast.Constant([]))
expr(_ast.Constant((1, (2, {}))))
expr(_ast.Constant((1, frozenset([2, "x", None]), ...)))
expr(_ast.Constant(1, kind=3))
expr(_ast.Constant())
expr(_ast.NamedExpr(x, x))
expr(_ast.Starred(x, _ast.Load()))
expr(_ast.Yield(x))
stmt(_ast.FunctionDef("f", no_args, [], []))
stmt(_ast.ClassDef("f", [], [], [], []))
stmt(_ast.Delete([]))
stmt(_ast.Delete([one]))
stmt(_ast.Assign([], x))
stmt(_ast.Assign([one], x))
stmt(_ast.Assign([x], x))
stmt(_ast.AnnAssign(_ast.Attribute(x, "a", _ast.Store()), x, None, 1))
stmt(_ast.For(store, x, [], []))
stmt(_ast.While(x, [], []))
stmt(_ast.If(x, [_ast.Pass()], [None]))
stmt(_ast.With([], [_ast.Pass()]))
stmt(_ast.With([_ast.withitem(x)], []))
stmt(_ast.Raise(None, x))
stmt(_ast.Try([_ast.Pass()], [], [], []))
stmt(_ast.Try([_ast.Pass()], [], [_ast.Pass()], [_ast.Pass()]))
stmt(_ast.TryStar([], [], [], []))
stmt(_ast.Try([_ast.Pass()], [_ast.ExceptHandler(None, "e", [])], [], []))
stmt(_ast.Import([]))
stmt(_ast.ImportFrom("a", [], 0))
stmt(_ast.ImportFrom("a", [_ast.alias("b")], -1))
stmt(_ast.ImportFrom("a", [_ast.alias("b")]))
stmt(_ast.Global([]))
stmt(_ast.Nonlocal([]))
stmt(_ast.Match(x, []))


def pattern(node):
    stmt(_ast.Match(x, [_ast.match_case(node, None, [_ast.Pass()])]))


attempt(compile, _ast.Module([_ast.Match(x, [_ast.match_case(_ast.MatchAs(lineno=1, col_offset=1), None, [_ast.Pass()])], lineno=1, col_offset=1)], []), "", "exec")
pattern(_ast.MatchValue(one))
pattern(_ast.MatchValue(x))
pattern(_ast.MatchValue(_ast.Constant(None)))
pattern(_ast.MatchValue(_ast.UnaryOp(_ast.USub(), one)))
pattern(_ast.MatchValue(_ast.UnaryOp(_ast.Not(), one)))
pattern(_ast.MatchValue(_ast.BinOp(one, _ast.Add(), _ast.Constant(2j))))
pattern(_ast.MatchValue(_ast.BinOp(one, _ast.Mult(), _ast.Constant(2j))))
pattern(_ast.MatchValue(_ast.BinOp(_ast.Constant(2j), _ast.Add(), one)))
pattern(_ast.MatchSingleton(True))
pattern(_ast.MatchSingleton("x"))
pattern(_ast.MatchSequence([_ast.MatchStar("x")]))
pattern(_ast.MatchStar("x"))
pattern(_ast.MatchSequence([_ast.MatchStar("_")]))
pattern(_ast.MatchMapping([one], []))
pattern(_ast.MatchMapping([x], [_ast.MatchAs()]))
pattern(_ast.MatchMapping([_ast.Constant(None)], [_ast.MatchAs()], "_"))
pattern(_ast.MatchMapping([_ast.Constant(None)], [_ast.MatchAs()], "r"))
pattern(_ast.MatchClass(x, [], ["a"], []))
pattern(_ast.MatchClass(one, [], [], []))
pattern(_ast.MatchClass(x, [], ["None"], [_ast.MatchAs()]))
pattern(_ast.MatchAs(_ast.MatchAs(), None))
pattern(_ast.MatchAs(None, "_"))
pattern(_ast.MatchOr([_ast.MatchAs()]))

# Arguments of compile().
attempt(compile, "x", "", "func_type")
attempt(compile, "x", "", "other")
attempt(compile, "x", "", "other", ONLY_AST)
attempt(compile, "x", "", 3)
attempt(compile, "x", "", "exec", -1)
attempt(compile, "x", "", "exec", 0x8000)
attempt(compile, "x", 3, "exec")
attempt(compile, "x", b"bytes", "exec")
attempt(compile, 3, "", "exec")
attempt(compile, bytearray(b"x"), "", "exec")
attempt(compile, memoryview(b"x"), "", "exec")
attempt(compile, "x\0", "", "exec")
attempt(compile, "x", "", "exec", optimize=3)
attempt(compile, "x", "", "exec", 0, False, -1, 4)
attempt(compile, _ast.FunctionType([], None), "", "exec")
deep = "(" * 90 + "x" + ")" * 90
attempt(parse, "-" * 3000 + "x", "eval")
print(len(dump(parse("+".join(["x"] * 200), "eval"))))
attempt(parse, "+".join(["x"] * 5000), "eval")
tree = x
for _ in range(3000):
    tree = _ast.UnaryOp(_ast.USub(), tree, lineno=1, col_offset=0)
attempt(compile, _ast.Expression(tree), "", "eval")
