# What programs do to sys does not take the machine's own ground away.
import sys

exec("print(type(__builtins__).__name__)", {})  # expect: dict
sys.modules = 1
exec("print('run')", {})  # expect: run
sys.path = None
try:
    import no_such_module
except Exception as error:
    print(type(error).__name__)
# expect: AttributeError
del sys.modules, sys.path
exec("print('run again')", {})  # expect: run again
