# What settrace and setprofile are told: events, lines, arguments and locals, in order.
import sys
def gen(n):
    for i in range(n):
        yield i
    return 5
def f(a, b=2):
    x = a + b
    try:
        1/0
    except ZeroDivisionError:
        x += 1
    for v in gen(2):
        x += v
    y = [i for i in range(2)]
    with C() as c:
        x += 1
    g = gen(3)
    next(g)
    try:
        g.throw(ValueError("t"))
    except ValueError: pass
    g = gen(1); next(g); g.close()
    while x > 3:
        x -= 3
    return x
class C:
    def __repr__(self): return "C()"
    def __enter__(self): return self
    def __exit__(self, *a): return True
async def co():
    return 3
async def main():
    x = await co()
    return x
out = []
def tracer(frame, event, arg):
    if event == 'exception': arg = (arg[0], str(arg[1]))
    out.append((frame.f_code.co_name, event, frame.f_lineno, frame.f_lasti, repr(arg) if not callable(arg) else 'fn', sorted(frame.f_locals)[:3]))
    frame.f_trace_opcodes = OPC
    return tracer
for OPC in (False, True):
    sys.settrace(tracer)
    f(1)
    try: main().send(None)
    except StopIteration: pass
    try:
        f('a')
    except TypeError as e: pass
    sys.settrace(None)
def prof(frame, event, arg):
    out.append((frame.f_code.co_name, event, frame.f_lineno, getattr(arg,'__name__',repr(arg))))
sys.setprofile(prof)
f(1); len([]); [].append(1); sorted([2,1], key=lambda x: x); print(*[1])
try: int('x')
except ValueError: pass
try: len(5)
except TypeError: pass
"a".upper(); str.upper("a")
sys.setprofile(None)
for o in out: print(o)
print(sys.gettrace(), sys.getprofile())
