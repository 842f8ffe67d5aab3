"""Every kind of object by its name in types, and a dynamic attribute."""
import sys
import types


class Thing:
    colour = types.DynamicClassAttribute(lambda self: 'red')

    def method(self):
        pass

    async def later(self):
        pass

    async def many(self):
        yield 1


def generator():
    yield


thing = Thing()
coroutine, many = thing.later(), thing.many()
samples = {
    'FunctionType': generator, 'LambdaType': lambda: 0, 'GeneratorType': generator(), 'CoroutineType': coroutine, 'AsyncGeneratorType': many,
    'CodeType': generator.__code__, 'MethodType': thing.method, 'BuiltinFunctionType': len, 'BuiltinMethodType': [].append, 'WrapperDescriptorType': object.__init__,
    'MethodWrapperType': object().__str__, 'MethodDescriptorType': str.join, 'ClassMethodDescriptorType': dict.__dict__['fromkeys'], 'ModuleType': sys,
    'GetSetDescriptorType': types.FunctionType.__code__, 'MemberDescriptorType': types.FunctionType.__globals__, 'FrameType': sys._getframe(), 'NoneType': None,
    'NotImplementedType': NotImplemented, 'EllipsisType': ..., 'GenericAlias': list[int], 'UnionType': int | str, 'MappingProxyType': Thing.__dict__, 'CellType': types.CellType(),
}
for name, sample in samples.items():
    kind = getattr(types, name)
    print(f'{name:<26}{kind.__name__:<28}{isinstance(sample, kind)}')
coroutine.close()
print(sorted(set(types.__all__) - set(samples)))
print(thing.colour, (int | None).__args__, list[int].__origin__, dict[str, int].__parameters__, isinstance(3, int | str), issubclass(bool, int | None))
try:
    Thing.colour
except AttributeError:
    print('not on the class')
try:
    1 / 0
except ZeroDivisionError as error:
    tb = error.__traceback__
    print(isinstance(tb, types.TracebackType), types.TracebackType(None, tb.tb_frame, tb.tb_lasti, 7).tb_lineno)


@types.coroutine
def old_style():
    got = yield 'asked'
    return got * 2


async def caller():
    return await old_style()


walk = caller()
print(walk.send(None))
try:
    walk.send(21)
except StopIteration as stop:
    print(stop.value)
