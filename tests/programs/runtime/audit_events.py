# What the hooks of sys.addaudithook are told, and that they can refuse it.
import gc
import io
import marshal
import os
import sys
import tempfile

events = []
listening = False

def hook(event, args):
    if listening:
        events.append((event, [arg if isinstance(arg, (str, int, type(None), bytes)) else type(arg).__name__ for arg in args]))

sys.addaudithook(hook)

def watch(name, use):
    global listening
    events.clear()
    listening = True
    try:
        use()
    except BaseException as error:
        listening = False
        print(name, type(error).__name__, str(error).replace(folder, "FOLDER"))
    listening = False
    print(name, str(events).replace(folder, "FOLDER"))

folder = tempfile.mkdtemp()
inside = os.path.join(folder, "inside")

def function():
    pass

def set_bases():
    type("A", (type("Q", (), {}),), {}).__bases__ = (type("R", (), {}),)

watch("open", lambda: open("/dev/null").close())
watch("open to write", lambda: open("/dev/null", "wb", buffering=0).close())
watch("os.open", lambda: os.close(os.open("/dev/null", os.O_RDONLY)))
watch("open a descriptor", lambda: open(0, closefd=False).close())
watch("open what is not there", lambda: open(inside))
watch("exec", lambda: exec("x = 1"))
watch("eval", lambda: eval("1"))
watch("compile", lambda: compile("1", "f", "eval"))
watch("compile and eval", lambda: eval(compile(b"1", "f", "eval")))
watch("import what is there", lambda: __import__("sys"))
watch("import what is not", lambda: __import__("no_such_module"))
watch("frame", lambda: sys._getframe())
watch("trace", lambda: sys.settrace(None))
watch("profile", lambda: sys.setprofile(None))
watch("objects", lambda: gc.get_objects() and None)
watch("referrers", lambda: gc.get_referrers(folder) and None)
watch("referents", lambda: gc.get_referents(folder, 1) and None)
watch("marshal", lambda: marshal.loads(marshal.dumps(1)))
watch("marshal.load", lambda: marshal.load(io.BytesIO(b"N")))
watch("defaults", lambda: setattr(function, "__defaults__", ()))
watch("no defaults", lambda: delattr(function, "__defaults__"))
watch("keyword defaults", lambda: setattr(function, "__kwdefaults__", {}))
watch("class", lambda: setattr(type("A", (), {})(), "__class__", type("B", (), {})))
watch("bases", set_bases)
watch("name", lambda: setattr(type("A", (), {}), "__name__", "C"))
watch("mkdir", lambda: os.mkdir(inside))
watch("listdir", lambda: os.listdir(folder))
watch("scandir", lambda: list(os.scandir(folder)))
watch("rename", lambda: os.rename(inside, inside + "b"))
watch("replace", lambda: os.replace(inside + "b", inside))
watch("rmdir", lambda: os.rmdir(inside))
watch("remove", lambda: os.remove(inside))
watch("symlink", lambda: os.symlink("x", inside))
watch("unlink", lambda: os.unlink(inside))
watch("chmod", lambda: os.chmod(folder, 0o700))
watch("utime", lambda: os.utime(folder))
watch("truncate", lambda: os.truncate(inside, 0))
watch("putenv", lambda: os.environ.__setitem__("AUDIT", "1"))
watch("unsetenv", lambda: os.environ.__delitem__("AUDIT"))
watch("chdir", lambda: os.chdir("/"))
watch("breakpoint", lambda: breakpoint() if os.environ.setdefault("PYTHONBREAKPOINT", "0") else None)
watch("another hook", lambda: sys.addaudithook(lambda *args: None))
watch("an event of its own", lambda: sys.audit("my.event", 1, "two"))
os.rmdir(folder)

class Refused(Exception):
    pass

def refuse(event, args):
    if event in ("open", "import"):
        raise Refused("no " + event)
    if event == "sys.addaudithook":
        raise RuntimeError("no more hooks")

sys.addaudithook(refuse)
for use in (lambda: open("/dev/null"), lambda: sys.audit("open"), lambda: __import__("no_such_module"), lambda: sys.addaudithook(print), lambda: sys.audit("other")):
    try:
        print(use())
    except Refused as refused:
        print("refused:", refused)
