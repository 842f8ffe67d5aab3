# Where the carets stand: operators, calls, subscripts, several lines, wide characters.
import sys
def attempt(call):
    try:
        call()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
data = {"a": {"b": None}}
items = [1, 2]
zero = 0
class Box:
    value = None
    def get(self): return None
box = Box()
attempt(lambda: data["a"]["b"]["c"])
attempt(lambda: items[0] + items[1] + items[2])
attempt(lambda: 1 + 2 / zero * 3)
attempt(lambda: (1 +
                 2 / zero))
attempt(lambda: box.value.missing)
attempt(lambda: box.get().x.y)
attempt(lambda: box.get()())
attempt(lambda: len(5) + 1)
attempt(lambda: sum(
    x / zero for x in items))
attempt(lambda: [x for x in 5])
attempt(lambda: "äöü" + 5 + "ü")
attempt(lambda: "日本" + items [ 0 ])
attempt(lambda: print(f"{1}{zero / zero}{2}"))
attempt(lambda: -"x")
attempt(lambda: not_defined)
attempt(lambda: items . pop (5))
attempt(lambda: 5 in 5)
attempt(lambda: 1 < "x" < 3)
attempt(lambda: items[zero:"x"])
attempt(lambda: (lambda: undefined_inside)())
attempt(lambda: data["a"]      ["b"]       ["c"])
attempt(lambda: 1 <<  -1)
attempt(lambda: 2 ** "x")
attempt(lambda: 10 // zero  if items else  0)
attempt(lambda: items @ items)
def statement():
    a = b = data["x"]
def augmented():
    x = 1
    x += "a"
def store():
    items["x"] = 5
def delete():
    del items[10]
def unpack():
    a, b, c = items
def with_none():
    with None as x:
        pass
def loop():
    for x in 5: pass
def assertion():
    assert items == [], "items"
def imports():
    from sys import no_such_name
def module():
    import no_such_module_at_all
def raising():
    raise 5
def raising_class():
    raise ValueError
def calls():
    return statement(1, *items,
                     x=2)
def decorated():
    @box.value
    @box
    def f(): pass
for function in (statement, augmented, store, delete, unpack, with_none, loop, assertion, imports, module, raising, raising_class, calls, decorated):
    attempt(function)
class Meta(type):
    def __call__(cls, *args):
        return args[0] / args[1]
class Divided(metaclass=Meta): pass
attempt(lambda: Divided(1, 0))
x = [
    1,
    2 / zero,
]
# exit: 1
