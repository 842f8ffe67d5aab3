# global and nonlocal: what they reach, and what is refused.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

x = "module"
def f():
    x = "f"
    def g():
        nonlocal x
        x = "changed by g"
        def h():
            global x
            x = "changed by h"
            class C:
                x = "class"
                y = x
                def m(self): return x
            return C.y, C().m()
        return h()
    return g(), x
print(f(), x)
def deep():
    v = 0
    def a():
        def b():
            def c():
                nonlocal v
                v += 1
                return v
            return c
        return b
    c = a()()
    return c(), c(), v
print(deep())
class K:
    global made_global
    made_global = "from class"
    z = 1
    def method(self):
        return __class__.z
    class Inner:
        try: seen = z
        except NameError as error: seen = str(error)
print(made_global, K().method(), K.Inner.seen, "made_global" in vars(K))
def shadow():
    class A:
        nonlocal_free = x
        x = "own"
        after = x
    return A.nonlocal_free, A.after
print(shadow())
def class_nonlocal():
    counter = 0
    class A:
        nonlocal counter
        counter = 5
        own = counter
    return counter, A.own, hasattr(A, "counter")
print(class_nonlocal())
def exec_scope():
    y = 1
    exec("y = 2; z = 3")
    show(lambda: y, lambda: z)
    scope = {}
    exec("global q\nq = 1\ndef inner(): return q", scope)
    return scope["inner"](), sorted(k for k in scope if k[0] != "_")
print(exec_scope())
for source in ("def f():\n x = 1\n global x", "def f():\n print(x)\n global x", "def f(x):\n global x", "nonlocal x", "def f():\n nonlocal nothing", "def f():\n x = 1\n def g():\n  x = 2\n  nonlocal x", "def f():\n global x\n nonlocal x", "def f():\n for x in y: global x", "def f():\n import x\n global x", "def f():\n x: int\n global x", "def f():\n global x\n x: int = 1", "class C:\n nonlocal x", "def f(x):\n nonlocal x", "def f():\n x = 1\n class C:\n  nonlocal x\n  x = 2", "lambda: (global x)", "global x, x", "def f():\n global x\n global x", "global x.y", "global 1", "def f():\n del x\n global x", "def f():\n def x(): pass\n global x", "def f():\n with y as x: pass\n nonlocal x", "def f():\n x = 1\n def g(x):\n  nonlocal x", "[(nonlocal x) for x in y]"):
    try: compile(source, "<s>", "exec"); print("good", ascii(source))
    except SyntaxError as error: print(ascii(source), "|", error.msg, error.lineno, error.offset)
