# What is said of subscripts that cannot be read, stored or deleted.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

def describe(value):
    return list(value) if isinstance(value, memoryview) else value
class Nothing: pass
class Index:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value
    def __repr__(self): return "index"
keys = [0, 5, -5, 1 << 70, "k", None, 1.5, slice(0, 1), slice("a"), slice(1 << 70), slice(None, None, 0), (0, 1), ..., Index(1), Index("x"), True, []]
for target in ([1, 2], (1, 2), "ab", b"ab", bytearray(b"ab"), memoryview(bytearray(b"ab")).cast("c"), range(2), {"k": 1}, {1}, 5, None, Nothing(), len, int, list, (x for x in ()), object):
    for key in keys:
        for name, use in (("get", lambda: target[key]), ("set", lambda: target.__class__.__setitem__(target, key, 1) if False else exec("t[k] = 1", {"t": target, "k": key})), ("del", lambda: exec("del t[k]", {"t": target, "k": key}))):
            if isinstance(target, (list, bytearray, dict)) and name != "get":
                target = type(target)(target)
            try:
                print(type(target).__name__, name, repr(key), describe(use()))
            except Exception as error:
                print(type(target).__name__, name, repr(key), type(error).__name__ + ":", error)
