# del: of names, items, attributes, tuples of them; and what is left.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

a = b = c = 1
del a, (b, [c])
show(lambda: a, lambda: b)
l = list(range(10)); del l[2], l[-1], l[::3]; print(l)
d = {"x": {"y": 1, "z": 2}}; del d["x"]["y"]; print(d)
class C: attr = 1
o = C(); o.x = 1; del o.x; print(vars(o))
show(lambda: delattr(o, "attr"), lambda: delattr(o, "x"), lambda: l.__delitem__(100), lambda: d.__delitem__("q"))
def local():
    v = 1
    del v
    try: print(v)
    except UnboundLocalError as error: print(error)
    try:
        del v
    except UnboundLocalError as error: print(error)
    v = 2
    return v
print(local())
def closed():
    cell = 1
    def inner(): return cell
    del cell
    try: inner()
    except NameError as error: print(error)
    try:
        del cell
    except NameError as error: print(type(error).__name__, error)
    cell = 5
    return inner()
print(closed())
def of_global():
    global made
    made = 1
    del made
    try: del made
    except NameError as error: print(error)
of_global()
for i in range(3): pass
del i
try: i
except NameError as error: print(error)
try: 1/0
except ZeroDivisionError as e: pass
try: e
except NameError as error: print(error)
class Watched:
    def __delitem__(self, k): print("delitem", k)
    def __delattr__(self, n): print("delattr", n)
    def __delslice__(self, *a): print("never")
w = Watched()
del w[1], w[1:2], w[1, 2:3], w[...], w.a
del (w[0]), [w.x], ((w.y),)
class Body:
    x = 1
    del x
    try: del y
    except NameError as error: print(error)
print(hasattr(Body, "x"))
for source in ("del f()", "del 1", "del (a, 1)", "del *a", "del a + b", "del [a, *b]", "del ()", "del a.b, c[0], (d)", "del x if y else z", "del None", "del (yield)", "del a := 1", "del", "del a,"):
    try: compile(source, "<s>", "exec"); print("good", source)
    except SyntaxError as error: print(source, "|", error.msg)
