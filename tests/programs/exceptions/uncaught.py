# An exception that nobody catches.
def inner(n):
    return 10 // n  # error: ZeroDivisionError line 3


print("before")  # expect: before
inner(0)
