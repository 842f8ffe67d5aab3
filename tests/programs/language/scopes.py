x = "global"
def f():
    x = "local"
    def g():
        global x
        x = "changed"
        return x
    g()
    return x
print(f(), x)
class C:
    x = "class"
    y = x
    def m(self): return x
    z = [x for _ in [1]]
print(C.y, C().m(), C.z)
def k():
    exec("q = 5")
    return "q" in locals(), sorted(locals())
print(k())
ns = {}
exec("a = 1\ndef f(): return a + 1", ns)
print(ns["f"](), eval("a + b", {"a": 1}, {"b": 2}), sorted(ns)[0])
print(eval("[i for i in range(n)]", {"n": 3}))
del x
try:
    x
except NameError as e:
    print(e)
def loc(a, b=2):
    c = 3
    return locals()
print(loc(1))
print(sorted(vars(C))[:3] != [], dir(C())[-3:])
code = compile("1 + 2", "<x>", "eval")
print(eval(code), code.co_filename, code.co_consts)
try:
    compile("a b", "f.py", "exec")
except SyntaxError as e:
    print(e.msg, e.filename, e.lineno, e.offset, e.text)
