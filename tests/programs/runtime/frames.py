import sys
def f(a):
    fr = sys._getframe()
    print(fr.f_code.co_name, fr.f_lineno, fr.f_back.f_code.co_name, fr.f_locals["a"], fr.f_lasti >= 0)
    return fr
fr = f(3)
print(fr.f_lineno, fr.f_locals["a"], fr.f_back is not None)
def outer():
    def inner(): return sys._getframe(1).f_code.co_name, sys._getframe(2).f_lineno
    return inner()
print(outer())
def gen():
    x = 1
    yield sys._getframe().f_back.f_code.co_name
g = gen()
print(next(g), g.gi_frame.f_locals, g.gi_frame.f_lineno, g.gi_running)
try:
    1 / 0
except ZeroDivisionError as e:
    tb = e.__traceback__
    print(tb.tb_lineno, tb.tb_next, tb.tb_frame is sys._getframe())
try:
    sys._getframe(100)
except ValueError as e:
    print(e)
def h(): return 1
c = h.__code__
print(c.co_name, c.co_argcount, c.co_varnames, c.co_names, c.co_consts, c.co_stacksize, c.co_flags)
h.__code__ = (lambda: 2).__code__
print(h())
