# Sorting and grouping with itemgetter, attrgetter and methodcaller.
import copy
import pickle
from operator import attrgetter, itemgetter, methodcaller

people = [("Ann", 31, "Oslo"), ("bob", 25, "Rome"), ("Cy", 31, "Bern")]
print(sorted(people, key=itemgetter(1, 0)), list(map(itemgetter(2), people)), itemgetter(slice(1))("abc"), itemgetter("k")({"k": 5}))
print(sorted(["bob", "Ann"], key=methodcaller("lower")), methodcaller("split", ",", maxsplit=1)("a,b,c"))


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


chain = Node(1, Node(2, Node(3)))
print(attrgetter("next.next.value")(chain), attrgetter("value", "next.value")(chain))
for getter in itemgetter(1, "a"), attrgetter("a.b", "c"), methodcaller("m", 1, key=2), methodcaller("m"):
    print(getter, repr(copy.copy(getter)), repr(pickle.loads(pickle.dumps(getter))))
for wrong in [lambda: itemgetter(), lambda: attrgetter(1), lambda: methodcaller(), lambda: methodcaller(5), lambda: itemgetter(3)([]), lambda: attrgetter("no")(5),
              lambda: itemgetter(1)(), lambda: attrgetter("x")(1, 2), lambda: methodcaller("x")(a=1)]:
    try:
        wrong()
    except (TypeError, IndexError, AttributeError) as error:
        print(type(error).__name__, error)
