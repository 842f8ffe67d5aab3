def run(f):
    try:
        f()
    except BaseException as e:
        print("out", repr(e))
def a():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("n", [ValueError(3), KeyError(4)])])
    except* ValueError as eg:
        print("V", eg.exceptions)
    except* TypeError as eg:
        print("T", eg.exceptions)
run(a)
def b():
    try:
        raise ValueError("naked")
    except* ValueError as eg:
        print(repr(eg))
run(b)
def c():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError:
        raise KeyError("new")
run(c)
def d():
    try:
        print("no")
    except* ValueError:
        print("never")
    else:
        print("else")
    finally:
        print("fin")
run(d)
eg = ExceptionGroup("x", [OSError("a"), ValueError("b")])
print(eg.split(OSError), eg.subgroup(lambda e: isinstance(e, ValueError)), eg.message)
