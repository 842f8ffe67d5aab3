# Weak references: those to a generator are told before it is closed; those that a collection tells grow older; several
# that are told of one death come in a tuple, which the collector counts.
import gc
import weakref

gc.disable()


class Node:
    def __del__(self):
        print('del')


def waiting():
    try:
        yield
    finally:
        print('closed')


def tell(dead):
    print('told', dead() is None)


def generations(thing):
    return [id(thing) in map(id, gc.get_objects(generation=g)) for g in range(3)]


generator = waiting()
next(generator)
reference = weakref.ref(generator, tell)
del generator  # expect: told True
# expect: closed

node = Node()
reference = weakref.ref(node, tell)
del node  # expect: del
# expect: told True

gc.collect()
gc.collect(0)
node = Node()
node.itself = node
reference = weakref.ref(node, tell)
gc.collect()
print(generations(reference))  # expect: [False, False, True]
del node
gc.collect(1)
gc.collect()  # expect: told True
# expect: del
print(generations(reference))  # expect: [False, False, True]
young = Node()
young.itself = young
del young
old = [weakref.ref(thing, tell) for thing in gc.get_objects(generation=0) if type(thing) is Node]
gc.collect(0)  # expect: told True
# expect: del
print(generations(old[0]))  # expect: [False, True, False]


def counted():
    node = set()
    references = [weakref.ref(node, id), weakref.ref(node, id)]
    before = gc.get_count()[0]
    del node
    return gc.get_count()[0] - before


counted()
gc.collect()
print(counted(), counted())  # expect: 1 -1
