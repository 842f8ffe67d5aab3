"""What counts as an allocation: by how much the collector's count of the youngest generation grows when
a line of lines.txt runs.  Every collection empties the free lists, so that a line runs after one: what it
takes from a free list counts then, and what it gives back there is not taken off again.

usage: probe.py FILE...     "TEXT" COUNTS for every line of the files ("¶" begins a new line); the first run of
                            a line may import and fill caches: it is not counted
"""
import gc
import sys
import os, io, re, weakref, collections, functools, itertools, operator, types, contextlib, json, struct, random
import time, math, string, copy, enum, dataclasses, abc, typing, datetime, heapq, bisect, textwrap, hashlib
import traceback, inspect, pickle, threading, queue
gc.disable()


class P:
    def __init__(self, a=0): self.a = a
    def m(self, x=1, *, y=2): return x
    @property
    def p(self): return self.a
    @classmethod
    def c(cls): return cls
    @staticmethod
    def s(): return 1
    def __len__(self): return 3
    def __getitem__(self, i): return (1,2,3)[i]
    def __iter__(self): return iter((1,2,3))
    def __eq__(self, o): return NotImplemented
    def __hash__(self): return 1
    def __lt__(self, o): return True
    def __add__(self, o): return self
    def __call__(self, *a, **k): return a
    def __contains__(self, x): return False
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __bool__(self): return True
    def __index__(self): return 1
    def __format__(self, s): return 'f'
    def __repr__(self): return 'P'
    def __str__(self): return 'p'
class S:
    __slots__ = 'x', 'y'
class G:
    def __getattr__(self, n): return n
    def __setattr__(self, n, v): object.__setattr__(self, n, v)
    def __delattr__(self, n): object.__delattr__(self, n)
class Gx:
    def __getattribute__(self, n): return n
class Sub(P):
    def __init__(self): super().__init__()
    def m(self): return super().m()
class L(list): pass
class D(dict):
    def __missing__(self, k): return k
class I(int): pass
class T(tuple): pass
class E(Exception): pass
N = collections.namedtuple('N', 'a b')
@dataclasses.dataclass
class DC:
    a: int = 1
    b: list = None
def gen(n=2):
    x = yield 1
    yield x
async def co(): return 1
async def agen():
    yield 1
@contextlib.contextmanager
def cm(): yield 1
l = [3, 1, 2]
d = {'a': 1, 'b': 2}
t = (1, 2, 3)
s = {1, 2, 3}
fs = frozenset(s)
st = 'hello world'
b = b'hello'
ba = bytearray(b)
p = P()
sub = Sub()
f = 1.5
big = 10**30
c = 1j
g = G()
gx = Gx()
n = N(1, 2)
dd = collections.defaultdict(list)
dq = collections.deque([1, 2])
od = collections.OrderedDict(a=1)
cn = collections.Counter('aab')
pat = re.compile('(h)(e)')
part = functools.partial(max, 1)
mv = memoryview(b)
L1 = L([1])
D1 = D(a=1)
S1 = S()
S1.x = 1
cached = functools.lru_cache(lambda x: x)
sentinel = object()


def counts(text):
    """How much the second and the third run of TEXT count; what they raise is dropped."""
    code = compile(text, "probe", "exec")
    space = dict(globals())
    result = []
    for _ in range(3):
        gc.collect()
        before = gc.get_count()[0]
        try:
            exec(code, space)
        except Exception:
            pass
        result.append(gc.get_count()[0] - before)
    return result[1:]


gc.freeze()
for name in sys.argv[1:]:
    for line in open(name):
        text = line.rstrip("\n").partition("\t")[0]
        print(repr(text), counts(text.replace("\u00b6", "\n")))
