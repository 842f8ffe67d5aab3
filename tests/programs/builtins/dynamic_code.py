# exec, eval, compile, globals, locals, vars, dir, __import__ at their edges.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import types
show(lambda: eval("1 + 2"), lambda: eval(" \t3"), lambda: eval("x", {"x": 5}), lambda: eval("x", {}, {"x": 6}), lambda: eval("x"), lambda: eval("x = 1"), lambda: eval(""), lambda: eval("1;2"), lambda: eval(5), lambda: eval(b"7 + 1"), lambda: eval(bytearray(b"8")), lambda: eval("1\x00"), lambda: eval("1", 5), lambda: eval("1", {}, 5), lambda: eval("1", None, None), lambda: eval("1", globals={}), lambda: exec("y = 2") or "y" in globals(), lambda: exec("z = 1", (d := {})) or sorted(d), lambda: exec("w", {}), lambda: exec(5), lambda: exec("1", []), lambda: exec("def f(): return q\nq = 4\nr = f()", (e := {})) or e["r"], lambda: exec("a = 1", {}, (l := {})) or l, lambda: eval(compile("1 + 1", "f", "eval")), lambda: eval(compile("v = 3", "f", "exec")), lambda: exec(compile("5", "f", "single")), lambda: compile("1", "f", "bogus"), lambda: compile("1", "f", "exec", 1 << 20) and 1, lambda: compile("1", "f", "exec", optimize=5), lambda: compile("assert 0", "f", "exec", optimize=1).co_consts, lambda: compile("'doc'", "f", "exec", optimize=2).co_consts, lambda: compile(5, "f", "exec"), lambda: compile("1", 5, "exec"), lambda: compile("1", b"bytes", "exec").co_filename, lambda: compile("a b", "f", "exec"), lambda: compile("x = 1\n", "f", "single").co_name, lambda: compile("x = 1\ny = 2\n", "f", "single"), lambda: compile("if 1: pass", "f", "single"), lambda: eval("[a for a in b]", {"b": "xy"}), lambda: eval("lambda: m", {"m": 3})(), lambda: eval("locals()", {}, {"k": 1}), lambda: sorted(eval("globals()", {"k": 1})), lambda: eval("__builtins__", {}) is __builtins__.__dict__ if isinstance(__builtins__, types.ModuleType) else True, lambda: eval("len", {"__builtins__": {}}), lambda: eval("len([1])", {"__builtins__": {"len": lambda x: "own"}}), lambda: exec("import math", {"__builtins__": {}}), lambda: exec("class A: pass", {"__builtins__": {}}), lambda: exec("print(1)", {"__builtins__": 5}), lambda: eval("x", {"__builtins__": None}))
class Mapping:
    def __init__(self): self.log = []
    def __getitem__(self, k): self.log.append(("get", k)); raise KeyError(k)
    def __setitem__(self, k, v): self.log.append(("set", k, v))
    def __delitem__(self, k): self.log.append(("del", k))
m = Mapping(); exec("a = len('xy'); del a", {}, m); print(m.log)
class Globals(dict):
    def __getitem__(self, k): return "never asked"
    def __missing__(self, k): return "missing"
show(lambda: eval("zz", Globals()), lambda: eval("zz", {}, Globals()))
def f(a, b=2, *args, c, **kw):
    local = 1
    def inner(): return a
    snapshot = locals()
    later = 3
    return sorted(snapshot), sorted(locals()), sorted(vars()), dir() == sorted(locals())
print(f(1, c=3))
def write():
    x = 1
    locals()["x"] = 2
    exec("x = 3")
    return x
print(write())
class C:
    a = 1
    locals()["b"] = 2
    print(sorted(k for k in locals() if not k.startswith("__")), sorted(k for k in dir() if not k.startswith("__")))
print(C.b)
show(lambda: vars(5), lambda: vars(C)["a"], lambda: vars(), lambda: type(vars(C)).__name__, lambda: "append" in dir([]), lambda: dir(type("D", (), {"__dir__": lambda s: [3, 1]})()), lambda: dir(type("D", (), {"__dir__": lambda s: ["b", "a"]})()), lambda: dir(type("D", (), {"__dir__": lambda s: 5})()), lambda: dir(type("D", (), {"__slots__": "q"})())[-1], lambda: __import__("math").pi > 3, lambda: __import__(""), lambda: __import__(5), lambda: __import__("no.such"), lambda: __import__("os", level=1), lambda: __import__("os.path").__name__, lambda: __import__("os.path", fromlist=["x"]).__name__ in ("posixpath", "os.path"), lambda: __import__("math", level=-1), lambda: globals() is f.__globals__, lambda: callable(f), lambda: callable(5), lambda: callable(type("K", (), {"__call__": None})()), lambda: id(f) == id(f), lambda: getattr(C, "a"), lambda: getattr(C, "q", 7), lambda: hasattr(C, "q"), lambda: setattr(C, "q", 1) or C.q, lambda: delattr(C, "q"), lambda: delattr(C, "q"))
print(type(__builtins__).__name__, __name__, __doc__ is None or True, __spec__, sorted(k for k in globals() if k.startswith("__")))
import builtins
builtins.len, original = (lambda o: "patched"), len
print(len([1, 2])); builtins.len = original; print(len([1, 2]))
builtins.extra = 5; print(extra); del builtins.extra
show(lambda: extra)
