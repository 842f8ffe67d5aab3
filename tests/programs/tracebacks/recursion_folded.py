# Repeated frames are counted, not shown.
import sys
sys.setrecursionlimit(60)
def forever(n):
    return forever(n + 1)
def ping(n):
    return pong(n)
def pong(n):
    return ping(n)
def limited(n):
    if n == 0:
        raise ValueError("bottom")
    limited(n - 1)
for call in (lambda: forever(0), lambda: ping(0), lambda: limited(2), lambda: limited(3), lambda: limited(4), lambda: limited(20)):
    try:
        call()
    except (RecursionError, ValueError) as error:
        sys.excepthook(type(error), error, error.__traceback__)
limited(10)
# exit: 1
