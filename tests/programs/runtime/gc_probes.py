# What counts as an allocation for the collector: each expression with empty free lists, and again.
import gc

def count(): return gc.get_count()[0]
gc.disable()
class A: pass
class S: __slots__ = ("x",)
class S0: __slots__ = ()
class E(Exception): pass
class M(type): pass
def fn(a=1, *b, **k): return a
def gen():
    yield 1
    yield 2
async def co(): pass
def clos(x): return lambda: x
def m_raise():
    try: raise ValueError("x")
    except ValueError: pass
a = A(); L = list(range(50)); D = dict(a=1); T2 = (a, a)
exprs = """[]|[1,2,3]|list(L)|()|(1,2)|(a,)|(a,a)|tuple(L)|{}|{'a':1}|{'a':a}|dict(D)|{1,2}|frozenset((1,2))|object()|A()|S()|S0()|int('1000')|1.5*a_f|'a'+s_x|b'x'*k_n|complex(1,2)|range(5)|slice(1,2)|iter(L)|iter(D)|iter('abc')|D.items()|D.keys()|enumerate(L)|zip(L,L)|map(str,L)|filter(None,L)|reversed(L)|lambda: 0|lambda x=1: 0|clos(3)|a.__init__|A.__dict__|gen()|(x for x in L)|[x for x in (1,)]|{x for x in (1,)}|{x:1 for x in (1,)}|fn()|fn(1,2)|fn(a=2,z=3)|fn(*L[:2])|fn(**D)|m_raise()|ValueError('x')|E('x')|type('X',(),{})|M('X',(),{})|property()|staticmethod(fn)|classmethod(fn)|super(A,a)|memoryview(b'x')|bytearray(3)|co().close()|'%d' % 5|f'{5}'|'a b'.split()|sorted(L)|L[1:3]|T2+T2|L+L|max(1,2)|isinstance(a,A)|getattr(a,'q',None)|__import__('weakref').ref(a)|__import__('types').SimpleNamespace()|type(a)|hash(T2)|list(zip(L,L))|[(i,) for i in L]|[[] for i in L]|[A() for i in L]|dict.fromkeys(L)|{i:[] for i in L}|print(end='')|str(5)|repr(a)|list(map(str,L))|sum(L)|any(x for x in L)|__import__('collections').deque()|__import__('collections').defaultdict(list)|__import__('functools').partial(fn)|__import__('itertools').count()|__import__('itertools').chain(L)|__import__('re').compile('q')""".split("|")
a_f = 2.5; s_x = "q" * 10; k_n = 100
rows = []
for e in exprs:
    co_ = compile("_keep = " + e, "p", "exec")
    ns = dict(globals())
    for i in range(3): exec(co_, ns); ns.pop("_keep")
    res = []
    for warm in (0, 1):
        if not warm: gc.collect(); count()      # a full collection empties the free lists
        if warm: exec(co_, ns); ns.pop("_keep")
        b = count(); exec(co_, ns); m = count()
        v = ns.pop("_keep", None); tr = gc.is_tracked(v); v = None
        n = count()
        res.append((m - b, n - m))
    rows.append((e, res, tr))
print("%-40s %28s %28s %s" % ("expression", "cold: create/drop", "warm free lists: create/drop", "tracked"))
for e, r, tr in rows: print("%-40s %28s %28s %s" % (e, "%+d/%+d" % r[0], "%+d/%+d" % r[1], tr))
