# Cells: shared, changed, and captured late.
def counter():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    return increment


one, two = counter(), counter()
print(one(), one(5), two())
print([f() for f in [lambda: i for i in range(3)]])
print([f() for f in [lambda i=i: i for i in range(3)]])


def outer(x):
    def middle():
        def inner():
            return x + y
        y = 10
        return inner
    return middle()


print(outer(1)())


def decorate(prefix):
    def decorator(function):
        def wrapper(*args):
            return prefix, function(*args)
        return wrapper
    return decorator


@decorate("outer")
@decorate("inner")
def add(a, b):
    return a + b


print(add(1, 2))


def late():
    try:
        print(unset)
    except NameError as error:
        print(type(error).__name__, error)
    unset = 1


late()
