# What the built-in types say of arguments that do not fit.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

types = [bool, bytearray, bytes, classmethod, complex, dict, enumerate, filter, float, frozenset, int, list, map, memoryview,
         object, property, range, reversed, set, slice, staticmethod, str, super, tuple, type, zip]
for kind in types:
    print(kind.__name__)
    for args, kwargs in (((), {}), ((None,), {}), ((1, 2, 3, 4, 5, 6), {}), ((), {"bogus": 1}), (("x",), {"bogus": 1}), ((3.5,), {}), ((object,), {})):
        try:
            result = kind(*args, **kwargs)
            print("  ", args, kwargs, "gives", type(result).__name__)
        except Exception as error:
            print("  ", args, kwargs, type(error).__name__ + ":", error)
