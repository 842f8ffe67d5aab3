# Every method of bytes and bytearray with wrong arguments.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

for kind in (bytes, bytearray):
    for name in sorted(n for n in dir(kind) if not n.startswith("_")):
        method = getattr(kind(b"abc"), name)
        for args, kwargs in (((), {}), ((1,), {}), ((1, 2), {}), ((b"a", b"b", b"c", b"d"), {}), ((), {"bogus": 1}), ((None,), {}), (("x",), {}), ((b"a", None), {}), ((b"a", b"b"), {}), ((300,), {}), ((-1,), {})):
            try:
                result = method(*args, **kwargs)
                print(name, args, kwargs, repr(result))
            except Exception as error:
                print(name, args, kwargs, type(error).__name__ + ":", error)
