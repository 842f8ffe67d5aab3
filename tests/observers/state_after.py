"""Runs programs one after another.  After each, writes to stderr what no observer may change: the collector's
counts and statistics, the reference count of every object in its generations in their order, and the
reference counts of all that these hold.  What is older than the program (it lies below 16 MiB) is left out, and
so are strings, since the cache of attributes keeps one name or another."""
import builtins
import gc
import os
import sys
import types


def state():
    objects = [object for generation in range(3) for object in gc.get_objects(generation)]
    held = [object for object in gc.get_referents(*objects)
            if id(object) % 2**36 >= 2**24 and type(object) is not str]
    return (gc.get_count(), [tuple(stats.values()) for stats in gc.get_stats()], len(objects), len(held),
            hash(tuple(map(sys.getrefcount, objects))), hash(tuple(map(sys.getrefcount, held))))


def run(path):
    module = types.ModuleType("__main__")
    module.__file__ = path
    module.__builtins__ = builtins
    sys.modules["__main__"] = module
    sys.argv = [path]
    sys.path[0] = os.path.dirname(path)
    given = path[:-3] + ".in"
    sys.stdin = open(given if os.path.exists(given) else os.devnull)
    try:
        with open(path, "rb") as file:
            exec(compile(file.read(), path, "exec"), module.__dict__)
    except BaseException as error:
        print(path, "ends with", type(error).__name__, file=sys.stderr)
    sys.settrace(None)
    sys.setprofile(None)


stderr, interrupted = sys.stderr, KeyboardInterrupt
sys.stdout.reconfigure(line_buffering=True)  # a traced program's output counts as a terminal's
for path in sys.argv[1:]:
    run(path)
    print(path, state(), file=stderr)
