# Recursion that C functions are part of.
import sys
sys.setrecursionlimit(50)
class Loop:
    def __repr__(self):
        return repr(self)
    def __eq__(self, other):
        return self == other
    def __getattr__(self, name):
        return getattr(self, name + "x")
    def __call__(self):
        return self()
for use in (lambda: repr(Loop()), lambda: Loop() == 1, lambda: Loop().a, lambda: Loop()(), lambda: sorted([Loop()], key=lambda x: x())):
    try:
        use()
    except RecursionError as error:
        print(error)
Loop()()
# exit: 1
