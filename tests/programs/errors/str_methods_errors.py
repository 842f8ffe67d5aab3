# Every method of str with wrong arguments.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

for name in sorted(n for n in dir(str) if not n.startswith("_")):
    method = getattr("abc", name)
    for args, kwargs in (((), {}), ((1,), {}), ((1, 2), {}), (("a", "b", "c", "d", "e"), {}), ((), {"bogus": 1}), ((None,), {}), ((b"x",), {}), (("a", None), {}), (("a", "b"), {})):
        try:
            result = method(*args, **kwargs)
            print(name, args, kwargs, repr(result))
        except Exception as error:
            print(name, args, kwargs, type(error).__name__ + ":", error)
