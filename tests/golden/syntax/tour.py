import os, sys as s
from . import x
from ..a.b import (c as d, e,)
def f(a, /, b: int = 1, *args, c=2, **kw) -> str:
    """doc"""
    x = y, *z = 1, 2
    a.b[c] += 1
    return f"hello {a!r:>{w}} {b=} {{}}" "x"
async def g():
    async with a as b, c: pass
    async for x in y: await z
    return [x async for x in y if x if y]
@dec
class A(B, metaclass=C):
    x: int = 0x1_0
    (y): str
    def m(self): yield from self
match x:
    case [1, *_, {"a": b, **r}] | A(1, k=2) as z if y: pass
    case -1+2j: pass
try: pass
except* (A, B) as e: pass
with (open(a) as b, c): pass
with (a): pass
lambda x, *y, z=1: (x, y := 3)
print(a if b else c, *d, **e, k=1)
x = {1: 2, **a}; y = {1, 2}; z = {a: b for a in c}
del a, (b, c), d[1:2, ::3]
if a < b <= c is not d not in e: pass
elif not x: pass
else: pass
x = 1e10, 1.5, 0.1, 1e-5, 123456789012345678901234567890, 0xfffffffffffffffffffffff, 1j, b'a\x00"', 'é\n\ud800'
# comments, blank lines

	
class B:

    # a comment before a dedent
    def f(self,
          x = (1,  # inside

               2)):
        '''doc
        string'''
        if x: return \
            y
  # an odd comment
    async def g(self): yield
def pos(a, b=1, /, c=2, *, d, e=3): return
def star(*args: *Ts, **kw): raise X from Y
def ret() -> (yield): nonlocal_ = 1
lambda a, /, b=1, *c, d, **e: 0
x = y = z = yield
x: tuple[int, ...] = 1, *a
(x.y): int
x[0]: int = yield
x @= y; x //= y; x **= y; x >>= y; x <<= y; x &= y; x ^= y; x |= y; x %= y; x /= y; x -= y; x *= y
(a, [b, *c], *d.e, f[0]) = g
for a, *b in c, *d: break
else: continue
while (n := f()): pass
else: pass
try: pass
except (A, B): raise
except C as c: pass
except: pass
else: pass
finally: pass
with a as (b, c), d as [e], f as g.h: pass
with (a as b,): pass
with (a, b) as c: pass
with (yield): pass
assert a, b
global p, q
from .... import a as b
from .a.b import *
import a.b.c as d, e
print(*a, b, *c, k=1, **d, l=2)
f(x for x in y)
f(a, (b for b in c), d := 1)
a[1:2, ::3, *b, c:=4]
a[b:c]; a[:]; a[::]; a[b,]
not a; -a ** -b; +a; ~a; await_ = 1
a or b and c or d and not e
a < b == c >= d != e is f is not g in h not in i
a if b else c if d else lambda: e
{}; {**a, 'b': c}; {a, *b}; {a: b for a, b in c if d if e for f in g}; {a for a in b}; []; (); (a,); [*a]
1_000, 0b1_0, 0o17, 0XfF, 1.e5, .5, 1e-300, 1e308, 5e-324, 1E22, 123456.789e3, 1_0j, 0777.5, 00
0x123456789abcdef0123456789abcdef, 0o7777777777777777777777777777, 100000000000000000000000000000
b'\x00\xff' rb'\x' b"'\q"
'a' "b" r'\n' u'u' 'x' if 0 else '\x41\u00e9\N{BULLET}\U0001f600\101\
cont'
f'' f'a' 'b' f'{a}' rf'\{b}' F'''{
    c
}
 {d!s:>{e}.{f!r}} {g=} {h = !r:x}''' u'z'
f'{a:%H:%M}{{}}{b!a}' f'{x:{y}z}' f"{'a' 'b'}" f'{lambda_}' f'{(lambda: 1)}' f"{a['b']}"
match a, b:
    case 0 | -1.5 | 2 - 3j | 'x' 'y' | None | True: pass
    case [] | () | [a] | (b,) | [*_, c]: pass
    case {'k': v, X.y: w, **rest}: pass
    case A() | A.B(1, x, k=2, l=(3 | 4) as z,): pass
    case (a): pass
    case x if y: pass
match = case = _ = 1
match[a]; match(a); print(match, case)
match *a, b:
    case _: pass
naïve = ﬁ = 1
