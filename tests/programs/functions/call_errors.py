# Every way in which a call can be wrong, and what is said of it.
def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def defaults(a, b=1, c=2): pass
def stars(a, *args): pass
def keywords(a, **kwargs): pass
def only(a, *, b, c, d=1): pass
def positional(a, b, /, c): pass
def everything(a, b=1, /, c=2, *args, d, e=3, **kwargs): return a, b, c, args, d, e, kwargs


class Class:
    def __init__(self, a): pass
    def method(self, x, y): pass
    @classmethod
    def of(cls, x): pass
    @staticmethod
    def static(x): pass


class Callable:
    def __call__(self, a, *, b): return a, b


def attempt(text):
    try:
        print(text, "->", eval(text))
    except TypeError as error:
        print(text, "->", error)


for call in """none(1)|none(1, 2)|none(a=1)|one()|one(1, 2)|one(b=1)|one(1, a=1)|one(*[1, 2])|one(**{'b': 1})|one(**{1: 2})|two()
two(1)|two(b=1)|three()|three(1, 2, 3, 4)|three(1, b=2)|three(c=3)|defaults()|defaults(1, 2, 3, 4)|defaults(b=1)|defaults(1, d=2)
stars()|stars(b=1)|keywords()|keywords(1, 2)|only()|only(1)|only(1, 2)|only(1, 2, b=1)|only(1, b=1)|only(1, b=1, c=2, e=3)
only(1, 2, 3, b=1, c=2)|positional(1, b=2, c=3)|positional(a=1, b=2, c=3)|positional(1, 2, 3, 4)|positional()|positional(1, 2)
everything(1, 2, 3, 4, 5, d=6, f=7)|everything(1, a=2, b=3, d=4)|everything()|everything(1)|everything(d=1)|Class()|Class(1, 2)
Class(1).method()|Class(1).method(1, 2, 3)|Class.method()|Class.of()|Class.of(1, 2)|Class.static()|Class(1).static(1, 2)|Class(b=1)
Callable()()|Callable()(1)|Callable()(1, b=2)|Callable()(1, 2)|Callable(1)|(lambda x: x)()|(lambda: 1)(2)|(one and 1)()|(one and None)()
one(*1)|one(*None)|one(**1)|one(**[])|one(*[1], **{'a': 2})|two(*[1], *[2], *[3])|keywords(1, **{'x': 1}, **{'x': 2})
keywords(1, x=1, **{'x': 2})|len()|len(1, 2)|len(obj=[])|len(1)|[].append()|[].append(1, 2)|[].append(x=1)|{}.get()|''.join()|''.join(1)
isinstance(1)|isinstance(1, 1)|print(a=1)|int(1, 2, 3)|int(x=1)|dict(1)|dict([1])|dict([(1, 2, 3)])|range()|range(1, 2, 3, 4)|range(1.0)
object(1)|object.x()|type()|type(1, 2)|type('A', (), {}, 1)|super(1)|list(zip(strict=2))|enumerate()|sorted()|sorted([], 1)|max()|max(1)
min([], default=1)|sum()|sum('a')|sum(['a'])|pow(1)|divmod(1)|chr('a')|ord('ab')|ord(1)|abs()|abs('a')|round('a')|hash([])|getattr(1)
getattr(1, 2)|setattr(1, 'x')|iter()|iter(1)|iter(1, 2)|next(1)|next([])|map()|map(1)|filter(1)|reversed(1)|all(1)|any()|id()|bin('a')
'%d' % 'a'|'%s %s' % 1|'%s' % (1, 2)|'%(a)s' % 1|'{}'.format()|'{a}'.format()|1 + 'a'|'a' + 1|[] + ()|1 < 'a'|-'a'|~1.0|1 @ 2""".replace("\n", "|").split("|"):
    try:
        attempt(call)
    except Exception as error:
        print(call, "=>", type(error).__name__, error)
