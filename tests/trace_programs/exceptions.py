def divide(a, b):
    try:
        return a / b
    except ZeroDivisionError as error:
        print("no", error)
        return None
    finally:
        print("finally", a)


print(divide(6, 3), divide(1, 0))


def deep(n):
    if n == 0:
        raise ValueError("bottom")
    deep(n - 1)


try:
    deep(2)
except (KeyError, ValueError) as error:
    print(error)
try:
    try:
        {}["x"]
    except KeyError:
        raise RuntimeError("second") from None
except RuntimeError as error:
    print(error)
