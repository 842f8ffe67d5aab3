"""Classes, modules and functions made at run time."""
import types


def body(namespace):
    namespace['greet'] = lambda self: f'hello from {type(self).__name__}'
    namespace['limit'] = 3


class Meta(type):
    def __new__(cls, name, bases, namespace, **options):
        namespace['options'] = options
        return super().__new__(cls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)

    @classmethod
    def __prepare__(cls, name, bases, **options):
        print('prepare', name, options)
        return {}


Made = types.new_class('Made', (dict,), {'metaclass': Meta, 'flag': True}, body)
made = Made(a=1)
print(made.greet(), made, Made.options, Made.limit, type(Made).__name__)
module = types.ModuleType('toolbox', 'Made by hand.')
exec('def double(x):\n    return x * 2\nVALUE = double(21)', module.__dict__)
print(module.VALUE, module.__doc__, module.double.__module__, module.__name__)
function = types.FunctionType(module.double.__code__, {'__builtins__': {}}, 'renamed')
print(function(4), function.__name__, function.__closure__)


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


step = counter()
step()
cell = types.CellType(10)
again = types.FunctionType(step.__code__, globals(), closure=(cell,))
print(step(), again(), cell.cell_contents)
bound = types.MethodType(lambda self, x: self + x, 5)
print(bound(3), bound.__self__, types.MethodType(str.upper, 'abc')())
proxy = types.MappingProxyType({'k': [1]})
print(proxy['k'], list(proxy), proxy | {'z': 2})
for bad in (lambda: proxy.__setitem__('k', 1), lambda: types.new_class('X', (int, str)), lambda: types.FunctionType(step.__code__, {}), lambda: types.NoneType(1)):
    try:
        bad()
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)
space = types.SimpleNamespace(x=1, y='two')
space.z = space.x + 1
print(space, space == types.SimpleNamespace(x=1, y='two', z=2), vars(space))
print(types.resolve_bases((list[int], dict)), types.get_original_bases if hasattr(types, 'get_original_bases') else 'not in 3.11', types.prepare_class('C', (), {})[0])
