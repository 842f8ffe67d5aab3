# What is said of values that cannot be unpacked.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

class Endless:
    def __iter__(self):
        n = 0
        while True:
            yield n
            n += 1
class Fails:
    def __iter__(self): raise ValueError("iter failed")
class NextFails:
    def __iter__(self): return self
    def __next__(self): raise KeyError("next failed")
class NotIterator:
    def __iter__(self): return 5
class Items:
    def __getitem__(self, index):
        if index < 2: return index
        raise IndexError
def two(x): a, b = x; return a, b
def star(x): a, *b = x; return a, b
def middle(x): a, *b, c = x; return a, b, c
def nested(x): (a, b), c = x; return a, b, c
def empty(x): [] = x; return "empty"
def single(x): a, = x; return a
for value in ([], [1], [1, 2], [1, 2, 3], "ab", "abc", {"x": 1, "y": 2}, 5, None, range(2), (x for x in "ab"), Endless(), Fails(), NextFails(), NotIterator(), Items(), [[1, 2], 3], [1, [2, 3]], iter([1, 2, 3])):
    for function in (two, star, middle, nested, empty, single):
        if isinstance(value, Endless) and function in (star, middle): continue
        try:
            print(type(value).__name__, function.__name__, function(value))
        except Exception as error:
            print(type(value).__name__, function.__name__, type(error).__name__ + ":", error)
show(lambda: [*5], lambda: (*None,), lambda: {*5}, lambda: {**5}, lambda: {**[1]}, lambda: {**{"a": 1}, **{2: 3}}, lambda: [*Fails()], lambda: print(*NextFails()), lambda: [*NotIterator()])
