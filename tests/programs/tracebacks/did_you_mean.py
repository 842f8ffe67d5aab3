# Names and attributes that are almost right.
import sys
def attempt(call):
    try:
        call()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
class Shape:
    colour = 1
    width_of_line = 2
    _hidden = 3
    def area_of(self): pass
    def __init__(self): self.instance_name = 1
shape = Shape()
some_long_name = 1
attempt(lambda: shape.color)
attempt(lambda: shape.colr)
attempt(lambda: shape.width_of_lines)
attempt(lambda: shape.hidden)
attempt(lambda: shape.area_off())
attempt(lambda: shape.instance_nam)
attempt(lambda: shape.zzz)
attempt(lambda: shape.x)
attempt(lambda: Shape.colours)
attempt(lambda: [].apend)
attempt(lambda: "".joins)
attempt(lambda: sys.exc_inf)
attempt(lambda: (1).bit_lenght())
attempt(lambda: some_lon_name)
attempt(lambda: prin("x"))
attempt(lambda: lenn)
attempt(lambda: sys)
def local():
    counter_value = 1
    return counter_valu
def local_self():
    pritn = 1
    return pritm
def unbound():
    print(total)
    total = 1
def free():
    def inner():
        return captured
    inner()
    captured = 1
class WithMethod:
    blech = 1
    def method(self):
        return blech
    def other(self):
        return slef.blech
for function in (local, local_self, unbound, free, WithMethod().method, WithMethod().other):
    attempt(function)
from sys import exc_infos
# exit: 1
