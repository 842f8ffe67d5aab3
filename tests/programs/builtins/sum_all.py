# sum(): ints exactly, floats in order, anything that adds; but not strings.
print(sum([]), sum([1, 2, 3]), sum([1, 2], 10), sum([0.1] * 10), sum([0.5, 1]), sum([True, True]), sum([2**70, -2**70, 1]), sum(range(10**5)), sum([[1], [2]], []), sum([(1,), (2,)], ()), sum({1: 'a', 2: 'b'}), sum([1j, 2]), sum([1.5], start=2), sum(x * x for x in range(5)), sum([10**400, 1.5]) if False else '')
print(sum([1, 2.5, 3j]), sum([2**63 - 1, 1]), sum([1.0, 2**53, 1]), sum([float('inf'), 1]), sum([-0.0]), sum([-0.0], -0.0))
class Money:
    def __init__(self, n): self.n = n
    def __add__(self, o): return Money(self.n + (o.n if isinstance(o, Money) else o))
    __radd__ = __add__
    def __repr__(self): return f'Money({self.n})'
print(sum([Money(1), Money(2), 3]), sum([Money(5)], Money(1)))
for f in (lambda: sum(5), lambda: sum(), lambda: sum(['a']), lambda: sum(['a'], ''), lambda: sum([b'a'], b''), lambda: sum([bytearray()], bytearray()), lambda: sum([1, None]), lambda: sum([[1]]), lambda: sum([1], [2]), lambda: sum([1], start=None), lambda: sum([1], foo=2), lambda: sum([10**400, 1.5])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
