# What is alive while finalizers run inside finalizers: the counts of the youngest generation, from the first on.
import gc
import weakref

gc.disable()
told=[]
class Slotted:
    __slots__ = ('name', 'left', 'right', '__weakref__')
    def __init__(self, name):
        self.name = name
class Dying(Slotted):
    __slots__ = ()
    def __del__(self):
        told.append((self.name, gc.get_count()[0]))
        for side in 'left', 'right':
            if hasattr(self, side):
                delattr(self, side)
        told.append((self.name, gc.get_count()[0]))
class Final:
    def __init__(self,n): self.name=n
    def __del__(self):
        told.append((self.name, gc.get_count()[0]))
def waiting():
    try: yield
    finally: told.append(('closed', gc.get_count()[0]))
def cb(r): told.append(('cb', gc.get_count()[0]))
def run(f):
    told.clear()
    gc.collect()
    f()
    base=told[0][1]
    print(f.__name__, [(n,c-base) for n,c in told])
def a():
    x=Dying('a'); x.left=Dying('b'); x.left.right=Dying('c'); x.left.right.left=Final('f')
def b():
    x=Dying('a'); x.left=Final('f'); w=weakref.ref(x.left,cb); x.right=Dying('c')
def c():
    x=Dying('a'); g=waiting(); next(g); x.left=g; x.right=[Final('f')]; 
def d():
    x=Dying('a'); x.left=[Final('f'),Dying('z')]; x.right={1:Dying('q')}
def e():
    x=Dying('a'); x.left=(Final('f'),Dying('z')); x.right={Dying('q')}
def f():
    x=Dying('a'); x.left=lambda: x; y=Final('q'); y.x=x; x.right=lambda: y
    x=y=None
    gc.collect()
def g():
    x=Dying('a'); x.left=weakref.finalize(x.__class__('z'),print); x.right=weakref.ref(x,cb)
def h():
    x=Final('a'); y=Dying('b'); x.y=y; w=weakref.ref(y,cb); y.left=x.__init__; del x; y.left=None
for q in (a,b,c,d,e,f,g,h): run(q); run(q)
