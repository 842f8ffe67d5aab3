# What calls of Python functions say: missing, surplus, doubled, unknown arguments.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def default(a, b=1): pass
def only(a, /): pass
def mixed(a, /, b, *, c): pass
def keywords(*, a, b, c): pass
def some(*, a=1, b): pass
def rest(a, *args): pass
def named(a, **kwargs): pass
class Class:
    def method(self, x): pass
    @classmethod
    def of_class(cls, x): pass
    @staticmethod
    def static(x): pass
    def __init__(self, a=0): pass
show(lambda: none(1), lambda: none(1, 2), lambda: none(x=1), lambda: one(), lambda: one(1, 2), lambda: one(1, a=2), lambda: one(b=2),
     lambda: two(), lambda: two(1), lambda: two(b=1), lambda: two(1, 2, 3), lambda: three(), lambda: three(1), lambda: three(b=1),
     lambda: default(), lambda: default(1, 2, 3), lambda: default(c=1), lambda: only(a=1), lambda: only(1, a=2), lambda: only(),
     lambda: mixed(1, 2), lambda: mixed(a=1, b=2, c=3), lambda: mixed(1, b=2, c=3, d=4), lambda: mixed(1, 2, 3, c=1), lambda: keywords(), lambda: keywords(a=1),
     lambda: keywords(1), lambda: keywords(1, a=1), lambda: some(a=2), lambda: some(1, 2), lambda: rest(), lambda: rest(x=1), lambda: named(), lambda: named(1, 2), lambda: named(1, a=1),
     lambda: Class().method(), lambda: Class().method(1, 2), lambda: Class.method(), lambda: Class.of_class(), lambda: Class.of_class(1, 2), lambda: Class.static(),
     lambda: Class(1, 2), lambda: Class(b=1), lambda: (lambda: 1)(2), lambda: (lambda x: 1)())
show(lambda: one(*1), lambda: one(**1), lambda: one(**{1: 2}), lambda: one(*[1], **{"a": 1}), lambda: one(1, **{"a": 1}), lambda: named(1, **{"b": 1}, **{"b": 2}), lambda: named(1, b=1, **{"b": 2}),
     lambda: print(*None), lambda: print(**[]), lambda: len(**{"obj": 1}), lambda: 5(), lambda: "s"(), lambda: None(), lambda: Class()(), lambda: one(*(x for x in 1)), lambda: one(*[1, 2], 3))
