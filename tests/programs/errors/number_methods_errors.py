# Every method of int, float, complex and bool with wrong arguments.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

for value in (5, 2.5, 3j, True):
    for name in sorted(n for n in dir(value) if not n.startswith("_")):
        method = getattr(type(value), name)
        if not callable(method):
            print(type(value).__name__, name, getattr(value, name))
            continue
        method = getattr(value, name)
        for args, kwargs in (((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3, 4), {}), ((), {"bogus": 1}), ((None,), {}), (("x",), {}), ((2, "big"), {}), ((1, "middle"), {}), ((-1, "little"), {}), ((2, "little"), {"signed": True}), ((b"ab", "big"), {}), (("0x1p3",), {}), (("zz",), {})):
            try:
                print(type(value).__name__, name, args, kwargs, repr(method(*args, **kwargs)))
            except Exception as error:
                print(type(value).__name__, name, args, kwargs, type(error).__name__ + ":", error)
