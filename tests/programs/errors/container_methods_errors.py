# Every method of list, tuple, dict, set, frozenset and deque with wrong arguments.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import collections
for make in (lambda: [3, 1, 2], lambda: (3, 1, 2), lambda: {"a": 1}, lambda: {1, 2}, lambda: frozenset({1, 2}), lambda: {1: 2}.keys(), lambda: {1: 2}.items(), lambda: range(3), lambda: collections.deque([1, 2])):
    for name in sorted(n for n in dir(make()) if not n.startswith("_")):
        if not callable(getattr(make(), name)):
            continue
        for args, kwargs in (((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3, 4), {}), ((), {"bogus": 1}), ((None,), {}), (("x", "y"), {}), (([],), {}), ((10,), {}), (([[1]],), {})):
            target = make()
            method = getattr(target, name)
            try:
                result = method(*args, **kwargs)
                if name == "__iter__" or hasattr(result, "__next__"):
                    result = list(result)
                print(type(target).__name__, name, args, kwargs, repr(result), target if not isinstance(target, collections.abc.Set) else sorted(target, key=repr))
            except Exception as error:
                print(type(target).__name__, name, args, kwargs, type(error).__name__ + ":", error)
