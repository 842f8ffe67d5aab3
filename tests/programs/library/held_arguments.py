# What functions hold of their arguments while they work, and what they give out again.
import functools
import io
import operator


class Named:
    def __init__(self, name): self.name = name
    def __del__(self): print('dies', self.name)
    def __add__(self, other): return Named(self.name + other.name)


# reduce() hands its arguments over in a tuple, which holds them until the next call.
def join(a, b):
    print('joins', a.name, b.name)
    return a + b


print(functools.reduce(join, map(Named, 'abcd')).name)
kept = []
functools.reduce(lambda *pair: kept.append(pair) or pair[1], [1, 2, 3])
print(kept)

# Of what they were made with, getters keep what they need.
for getter in (operator.itemgetter(1), operator.itemgetter((1, 2)), operator.itemgetter(1, 2),
               operator.attrgetter('a'), operator.attrgetter('a.b', 'c', '.', ''), operator.methodcaller('x', 1, b=2)):
    print(getter, getter.__reduce__()[1:])

# Text in memory that only grows is kept in pieces.
file = io.StringIO()
file.write('abc')
file.write('d\n')
print(file.getvalue() is file.getvalue(), file.tell(), repr(file.read()))
file.seek(2)
file.write('Q')
print(repr(file.getvalue()), file.tell())
file.seek(8)
file.write('!')
print(repr(file.getvalue()))
file.truncate(1)
print(repr(file.getvalue()), file.__getstate__())

# A type of C's own is in builtins, whatever its instances call __module__.
print(type(len).__module__, type(join).__module__, len.__module__)
