# try, except, else, finally in all combinations.
def run(action):
    try:
        print("body")
        if action == "raise":
            raise ValueError("x")
        if action == "return":
            return "returned"
        if action == "key":
            {}["k"]
    except ValueError as error:
        print("except", error)
    except (KeyError, IndexError) as error:
        print("lookup", repr(error))
    else:
        print("else")
    finally:
        print("finally")
    return "end"


for action in ("none", "raise", "return", "key"):
    print(run(action))


def loop():
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("i", i)
        finally:
            print("f", i)


loop()


def override():
    try:
        return 1
    finally:
        return 2


print(override())


def chain():
    try:
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise KeyError("chained") from error
    except KeyError as error:
        print(repr(error.__cause__), error.__context__ is error.__cause__)
    try:
        try:
            [][0]
        except IndexError:
            int("x")
    except ValueError as error:
        print(repr(error.__context__), error.__suppress_context__)
    try:
        raise
    except RuntimeError as error:
        print(error)


chain()


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind and kind.__name__)
        return self.swallow


with Manager(True) as m, Manager(False):
    print(m.swallow)
    raise OSError("inside")
try:
    with Manager(False):
        raise OSError("outside")
except OSError as error:
    print("caught", error)
