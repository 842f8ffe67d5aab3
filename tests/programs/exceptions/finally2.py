def f(x):
    try:
        if x == 0: return "ret"
        if x == 1: raise ValueError("v")
        if x == 2: 1 / 0
        return "end"
    except ValueError as e:
        return "ve " + str(e)
    else:
        print("else")
    finally:
        print("fin", x)
print(f(0), f(1), f(3))
try:
    f(2)
except ZeroDivisionError as e:
    print("zde", e)
def g():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print("i", i)
        finally:
            print("f", i)
    else:
        print("no")
    return "done"
print(g())
def h():
    try:
        return 1
    finally:
        return 2
print(h())
def nested():
    try:
        try:
            raise KeyError("a")
        finally:
            print("inner")
    except KeyError:
        try:
            raise TypeError("b")
        except TypeError as e:
            print(repr(e.__context__))
        raise
try:
    nested()
except KeyError as e:
    print(repr(e), e.__context__)
try:
    raise
except RuntimeError as e:
    print(e)
try:
    e
except NameError as x:
    print(x)
