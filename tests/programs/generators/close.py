def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("cleanup")
a = g()
next(a)
a.close()
a.close()
b = g()
next(b)
del b
c = g()
c.close()
def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("no")
            return
s = stubborn()
next(s); s.close()
def ignore():
    try:
        yield 1
    except GeneratorExit:
        yield 2
i = ignore()
next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)
def th():
    while True:
        try:
            x = yield
        except ValueError as e:
            print("caught", e)
        except KeyError:
            print("key")
            return
t = th()
next(t)
t.throw(ValueError("v"))
t.throw(ValueError)
try:
    t.throw(KeyError("k"))
except StopIteration:
    print("stopped")
try:
    t.throw(TypeError("after"))
except TypeError as e:
    print(e)
def inner():
    try:
        yield 1
    except ValueError:
        print("inner caught")
        yield 10
    finally:
        print("inner fin")
def outer():
    yield from inner()
    yield 20
o = outer()
next(o)
print(o.throw(ValueError))
print(next(o))
o.close()
