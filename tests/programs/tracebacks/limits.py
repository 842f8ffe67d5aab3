# sys.tracebacklimit.
import sys
def a(n):
    if n == 0: raise ValueError("deep")
    b(n - 1)
def b(n):
    a(n)
def show():
    try:
        a(4)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
for limit in (3, 1, 0, -1, 100, "x", None, 2 ** 70):
    print("limit", limit, file=sys.stderr)
    sys.tracebacklimit = limit
    show()
del sys.tracebacklimit
show()
sys.tracebacklimit = 2
a(6)
# exit: 1
