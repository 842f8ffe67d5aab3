# How syntax errors are shown.
import sys
sources = ["x = ", "x = = 1", "if x\n  y", "if x:\ny", "def f(:\n  pass", "a b", "f(a b)", "f(a=1, 2)", "1 = x", "x + 1 = 2", "for x in y", "while True print(x)", "print 'x'", "'abc", '"""abc', "(1, 2", "[1, 2)", "1, 2)", "return 1", "yield 1", "break", "continue", "await x", "nonlocal x", "def f():\n  global x\n  x = 1\n  global x",
    "  x = 1", "if 1:\n    x\n  y", "if 1:\n\tx\n        y", "x = 1\n  y = 2", "class C\n  pass", "import a.b as", "from . import *, x", "from x import (a, b", "del f()", "del 1", "with open(x) as 1: pass", "lambda x: = 1", "{1: 2, 3}", "{1, 2: 3}", "{**x, y}", "x if y", "not", "a not b", "f'{x'", "f'{}'", "f'{x!z}'", "f'{a b}'", "f'{x:{y}'", "b'ä'", "0777", "1_", "0x", "1e", "1.e+", "5abc", "0b12", "'\\x1'", "b'\\x1'", "'\\N{no such name}'", "'\\u12'", "x = 5 +\n", "@\ndef f(): pass", "try:\n  pass", "try:\n  pass\nexcept:\n  pass\nexcept ValueError:\n  pass", "try:\n pass\nexcept* A:\n pass\nexcept B:\n pass",
    "match x:\n  case 1 | y: pass\n  case z: pass", "match x:\n  case a, a: pass", "def f(a, a): pass", "def f(a=1, b): pass", "def f(*, **k): pass", "def f(*): pass", "f(**k, *a)", "f(x for x in y, 1)", "None = 1", "f() = 1", "(a, b) += 1", "x: int: str", "*x", "*x = 1", "a, *b, *c = d", "print(*)", "x := 1", "(x.y := 1)", "[x := 1 for x in y]", "async def f():\n  yield from x", "def f():\n  await x", "class C:\n  return", "from __future__ import braces", "x = 1\nfrom __future__ import division", "if x = 1: pass", "while x = 1: pass", "assert (x, 'y') = 1", "\u20ac = 1", "x = \u201cquoted\u201d", "a\u00a0= 1", "x = 1 \\ \ny", "$", "a ? b", "x!", "`x`", "a <> b", "exec 'x'", "raise x, y", "except: pass", "else: pass", "elif x: pass", "finally: pass", "\x00", "def f(x):\nreturn x", "for x in range(3):\nprint(x)", "with x:\ny", "class A:\npass", "try:\nx\nexcept: pass", "(" * 250, "x = (1,\n     2,\n     3 4)", "call(a, b,\n  c d,\n  e)"]
for source in sources:
    try:
        compile(source, "<source>", "exec")
        print("compiled", ascii(source))
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError) as error:
        print(ascii(source[:40]), type(error).__name__, ascii(str(error)), getattr(error, "lineno", None), getattr(error, "offset", None), getattr(error, "end_lineno", None), getattr(error, "end_offset", None), ascii(getattr(error, "text", None))[:60])
        if isinstance(error, SyntaxError):
            sys.excepthook(type(error), error, None)
