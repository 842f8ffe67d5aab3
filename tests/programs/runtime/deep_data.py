# Data nested 100,000 deep: freeing it takes no C stack, walking it ends in RecursionError.
DEPTH = 100_000


class Node:
    pass


class Slotted:
    __slots__ = ("next",)


class EndlessAttribute:
    def __getattr__(self, name):
        return getattr(self, name)


class EndlessHash:
    def __hash__(self):
        return hash((self,))


class EndlessRepr:
    def __repr__(self):
        return repr([self])


class EndlessEqual:
    def __eq__(self, other):
        return [self] == [other]


class EndlessCall:
    def __call__(self):
        return self()


def nested(wrap, item):
    for _ in range(DEPTH):
        item = wrap(item)
    return item


def node_of(kind, item):
    node = kind()
    node.next = item
    return node


def closure_of(item):
    return lambda: item


def error_of(item):
    error = ValueError()
    error.__context__ = item
    return error


def check(action):
    try:
        action()
    except RecursionError as error:
        print(str(error)[:32])


for wrap in (
    lambda x: [x], lambda x: (x,), lambda x: {1: x}, lambda x: node_of(Node, x),
    lambda x: node_of(Slotted, x), closure_of, error_of, enumerate,
):
    nested(wrap, iter([]) if wrap is enumerate else None)
print("freed")  # expect: freed

check(lambda: repr(nested(lambda x: [x], None)))  # expect: maximum recursion depth exceeded
deep, same = nested(lambda x: [x], None), nested(lambda x: [x], None)
check(lambda: deep == same)  # expect: maximum recursion depth exceeded
check(lambda: isinstance(1, nested(lambda x: (x,), int)))  # expect: maximum recursion depth exceeded
check(lambda: EndlessAttribute().x)  # expect: maximum recursion depth exceeded
check(lambda: hash(EndlessHash()))  # expect: maximum recursion depth exceeded
check(lambda: repr(EndlessRepr()))  # expect: maximum recursion depth exceeded
check(lambda: EndlessEqual() == EndlessEqual())  # expect: maximum recursion depth exceeded
check(EndlessCall())  # expect: maximum recursion depth exceeded
