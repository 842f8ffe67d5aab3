# Importing as the library's importlib does it: specs, loaders, errors, what sys says.
import sys
import importlib
import keyword
import os

print([getattr(finder, "__name__", finder) for finder in sys.meta_path[-3:]])
print(os.__spec__.loader.__name__, os.__spec__.origin, os.path.__spec__.name)
print(keyword.__spec__.name, type(keyword.__spec__.loader).__name__, keyword.__spec__.parent)
print(os.path.basename(keyword.__cached__), repr(os), repr(sys))
for statement in (
    "import no_such_module",
    "import no_such_package.part",
    "import keyword.part",
    "from keyword import no_such_name",
    "from . import something",
    "from .. import something",
    "__import__('')",
    "__import__(1)",
    "__import__('x', level=-1)",
    "__import__('x', {}, level=1)",
    "__import__('x', {'__package__': 'nowhere'}, level=1)",
    "__import__('x', {'__package__': 'a'}, level=3)",
    "__import__('x', {'__package__': 5}, level=1)",
    "import importlib.nothing",
):
    try:
        exec(statement, {})
    except Exception as error:
        print(statement, "->", type(error).__name__, error, getattr(error, "name", "-"))
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(error, error.name)
print(importlib.import_module("os.path") is os.path, importlib.reload(keyword) is keyword)


class Finder:
    """Makes modules of nothing, and says what it is asked."""

    def find_spec(self, name, path=None, target=None):
        if not name.startswith("made"):
            return None
        print("asked for", name, path)
        return importlib.machinery.ModuleSpec(name, self, is_package=name == "made")

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.value = len(module.__name__)
        if module.__name__.endswith("wrong"):
            raise ZeroDivisionError(module.__name__)


import importlib.machinery

sys.meta_path.insert(0, Finder())
import made.part
from made import other, value

print(made.__name__, made.part.value, other.value, value, made.__path__)
try:
    import made.wrong
except ZeroDivisionError as error:
    depth, trace = 0, error.__traceback__
    while trace:
        depth, trace = depth + 1, trace.tb_next
    print("wrong", depth, "made.wrong" in sys.modules)
