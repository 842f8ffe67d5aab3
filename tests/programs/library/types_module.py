# The module types: namespaces, classes made at run time, coroutines, descriptors.
import types

space = types.SimpleNamespace(a=1, b=[2])
space.c = space.a
print(space, space == types.SimpleNamespace(a=1, b=[2], c=1), vars(space))
proxy = types.MappingProxyType({"x": 1})
print(proxy, proxy["x"], proxy | {"y": 2}, len(proxy))
try:
    proxy["x"] = 2
except TypeError as error:
    print(error)


def fill(namespace):
    namespace["greet"] = lambda self: f"hi {self.name}"
    namespace["name"] = "made"


Made = types.new_class("Made", (), {}, fill)
print(Made().greet(), Made, types.resolve_bases((list[int],)), types.prepare_class("X", (), {})[0])
method = types.MethodType(lambda self, x: (self, x), 5)
print(method(6), isinstance(print, types.BuiltinFunctionType), isinstance(fill, types.FunctionType), isinstance(int | str, types.UnionType), list[int].__class__ is types.GenericAlias)


class Virtual:
    @types.DynamicClassAttribute
    def kind(self):
        return "instance"


@types.coroutine
def pause():
    got = yield "paused"
    return got


async def main():
    return await pause()


coroutine = main()
print(Virtual().kind, coroutine.send(None))
try:
    coroutine.send(8)
except StopIteration as stop:
    print(stop.value)
module = types.ModuleType("fresh", "docs")
exec("x = 1", module.__dict__)
print(module.x, module.__doc__, module, types.NoneType, types.EllipsisType, types.CellType(3).cell_contents)
copied = types.FunctionType(fill.__code__, globals(), "copied")
print(copied.__name__, types.CodeType is type(fill.__code__), types.FrameType.__name__, types.TracebackType.__name__)
