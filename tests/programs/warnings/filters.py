# warnings: filters, categories, once and module registries, stack levels, text on stderr.
import sys
import warnings
def warn(*args, **kw):
    warnings.warn(*args, **kw)
warn("plain")
warn("plain")
for _ in range(2): warnings.warn("same place")
warnings.warn("deprecated", DeprecationWarning)
warnings.warn("pending", PendingDeprecationWarning)
warnings.warn("import", ImportWarning)
warnings.warn("resource", ResourceWarning)
warnings.warn("future", FutureWarning)
warnings.warn(UserWarning("an instance"))
class Mine(UserWarning):
    def __str__(self): return "mine " + "".join(self.args)
warnings.warn("x", Mine)
warnings.warn(Mine("y"))
def outer():
    inner()
def inner():
    warnings.warn("level 1", stacklevel=1)
    warnings.warn("level 2", stacklevel=2)
    warnings.warn("level 3", stacklevel=3)
    warnings.warn("level 99", stacklevel=99)
    warnings.warn("level 0", stacklevel=0)
    warnings.warn("level -1", stacklevel=-1)
outer()
for use in (lambda: warnings.warn(), lambda: warnings.warn("a", int), lambda: warnings.warn("a", "b"), lambda: warnings.warn("a", stacklevel="x"), lambda: warnings.warn(5), lambda: warnings.warn_explicit("e", UserWarning, "file.py", 7), lambda: warnings.warn_explicit("e", UserWarning, "file.py", 7, "mod", {}), lambda: warnings.warn_explicit("e", int, "f", 1), lambda: warnings.warn_explicit("e", UserWarning, 5, 1), lambda: warnings.warn_explicit("e", UserWarning, "f", "x"), lambda: warnings.warn_explicit("e", UserWarning, "f", 1, registry=5), lambda: warnings.simplefilter("bogus"), lambda: warnings.filterwarnings("error", message=5), lambda: warnings.simplefilter("error", lineno=-1)):
    try: print(use())
    except Exception as error: print(type(error).__name__, error)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("recorded"); warnings.warn("twice", DeprecationWarning)
    exec("assert (1, 'x')"); eval("1 is 1"); compile("'\\d'", "f", "eval")
    print([(w.category.__name__, str(w.message), w.lineno > 0, w.file, w.line, w.source) for w in seen])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for use in (lambda: warnings.warn("as error"), lambda: compile("1 is 1", "f", "eval"), lambda: compile("'\\d'", "f", "eval"), lambda: compile("1()", "f", "eval"), lambda: int("5") if not NotImplemented else 0):
        try: print(use())
        except Warning as error: print(type(error).__name__, error)
        except SyntaxError as error: print("SyntaxError", error.msg, error.lineno)
with warnings.catch_warnings():
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", "skip.*")
    warnings.filterwarnings("error", category=FutureWarning, append=True)
    warnings.warn("skip this"); warnings.warn("SKIP that"); warnings.warn("not skip")
    try: warnings.warn("f", FutureWarning)
    except FutureWarning as error: print("raised", error)
    warnings.filterwarnings("once"); 
    for _ in range(3): warnings.warn("only once")
    warnings.filterwarnings("module")
    for _ in range(3): warnings.warn("per module")
    print([f[0] for f in warnings.filters])
print(warnings.formatwarning("m", UserWarning, "no file", 3), warnings.formatwarning("m", Mine, "f", 3, "line text"), end="")
saved, warnings.showwarning = warnings.showwarning, lambda *a, **k: print("shown", a[0], a[1].__name__)
warnings.warn("to the own function"); warnings.showwarning = saved
stderr, sys.stderr = sys.stderr, None
warnings.warn("nowhere"); sys.stderr = stderr
print(sorted(k for k in globals() if "registry" in k), warnings.catch_warnings().__class__.__name__)
def generator(): warnings.warn("in a generator"); yield
list(generator())
class C: warnings.warn("in a class body")
exec("import warnings; warnings.warn('in exec')")
eval("warnings.warn('in eval')")
