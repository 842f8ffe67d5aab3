# Names: local, enclosing, global, builtin; class bodies; comprehensions; exec; del; nonlocal.
x = "global"


def outer():
    x = "outer"
    class Body:
        y = x
        x = "body"
        z = x
        inner = [x for _ in range(1)]
        def method(self):
            return x
    return Body.y, Body.z, Body.inner, Body().method()


print(outer())


class Top:
    x = x
    names = [x for x in range(3)]
    after = x
    def f(self): return x
    g = lambda self: (x, self.x)


print(Top.x, Top.names, Top.after, Top().f(), Top().g())


def unbound():
    try:
        print(value)
    except UnboundLocalError as error:
        print(error)
    value = 1
    del value
    try:
        value
    except UnboundLocalError as error:
        print(error)
    try:
        del value
    except UnboundLocalError as error:
        print(error)
    for value in []:
        pass
    try:
        value
    except UnboundLocalError as error:
        print(error)


unbound()


def free():
    def read():
        return late
    try:
        read()
    except NameError as error:
        print(type(error).__name__, error)
    late = 1
    print(read())
    del late
    try:
        read()
    except NameError as error:
        print(type(error).__name__, error, error.name)


free()


def counter():
    count = 0
    def up():
        nonlocal count
        count += 1
        return count
    def reset():
        nonlocal count
        count = 0
    return up, reset


up, reset = counter()
print(up(), up(), reset(), up())


def changes_global():
    global x, fresh
    x = "changed"
    fresh = 1


changes_global()
print(x, fresh)
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])
print([(a, b) for a in range(3) if a for b in range(a)], {k: v for k, v in zip("ab", [1, 2])}, {c for c in "aab"} == {"a", "b"})
print((lambda: (yield))().__class__.__name__, [last := n for n in range(4)], last)


def locals_of(a):
    b = a
    c = [a for a in range(2)]
    return sorted(locals().items(), key=str)


print(locals_of(1))
space = {}
exec("y = 1\ndef f(): return y\nclass C: z = y", space)
print(space["f"](), space["C"].z, sorted(k for k in space if not k.startswith("__")))
exec("a = 1; b = a + 1", {}, local := {})
print(local)
print(eval("[x for x in range(3)]", {"range": range}), eval("a + 1", {"a": 1}), eval("__builtins__", {"__builtins__": 5}))
for text in "undefined", "del undefined", "a.b.c":
    try:
        exec(text, {"a": 1})
    except (NameError, AttributeError) as error:
        print(type(error).__name__, error)


def shadow(list):
    return [i for i in list]


print(shadow((1, 2)))


def decorated_names():
    import sys as system
    from sys import maxsize as biggest
    for system.loop in []:
        pass
    with_target = {}
    for with_target["key"] in range(2):
        pass
    a, (b, *with_target["rest"]) = 1, (2, 3, 4)
    return with_target, biggest > 1, a, b


print(decorated_names())


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases):
        class Space(dict):
            def __missing__(self, key):
                if key.startswith("__"):
                    raise KeyError(key)
                return "missing " + key
        return Space()


class Made(metaclass=Meta):
    a = b
    c = a


print(Made.a, Made.c)
