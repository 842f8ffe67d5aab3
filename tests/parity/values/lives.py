# Lives of objects: graphs that are tied, cut and dropped at random, with finalizers, weak references, resurrection and
# collections in between: who dies when, in which order, and what the collector counts.
import gc
import sys
import weakref

from cases import run


class Plain:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)


class Slotted:
    __slots__ = ('name', 'left', 'right', '__weakref__')

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)


class Final(Plain):
    def __del__(self):
        told.append('del ' + self.name)


class Returning(Plain):
    def __del__(self):
        told.append('back ' + self.name)
        kept.append(self)


class Listed(list):
    def __init__(self, name):
        self.name = name

    def __del__(self):
        told.append('list ' + self.name)


class Dying(Slotted):
    __slots__ = ()

    def __del__(self):
        told.append('slots ' + self.name)
        for side in 'left', 'right':
            if hasattr(self, side):
                delattr(self, side)


told, kept = [], []


def waiting(item, name):
    """A generator that says when it is closed."""
    try:
        yield item
        yield name
    finally:
        told.append('closed ' + name)


def tie(cases, one, other, name):
    """One refers to the other."""
    kind = cases.below(8)
    if isinstance(one, list):
        one.append(other if kind else (other, name))
    elif isinstance(one, dict):
        one[name if kind else cases.below(3)] = other
    elif isinstance(one, set):
        one.add(other if isinstance(other, (Plain, Slotted)) else (name, isinstance(other, Slotted)))
    elif isinstance(one, (Slotted, Plain)):
        value = other if kind > 2 else (other,) if kind else lambda: other
        setattr(one, cases.among(('left', 'right')), value)


def drop(cases, one):
    """One refers to less."""
    if isinstance(one, (list, set, dict)):
        if not one or cases.chance(4):
            one.clear()
        elif isinstance(one, dict):
            one.popitem()
        else:
            one.pop()
    else:
        side = cases.among(('left', 'right'))
        if hasattr(one, side):
            delattr(one, side)


def make(cases, name, others):
    kind = cases.below(12)
    if kind < 6:
        return cases.among((Plain, Slotted, Final, Returning, Listed, Dying))(name)
    if kind == 6:
        return [name]
    if kind == 7:
        return {name: name}
    if kind == 8:
        return {name}
    other = cases.among(others) if others else None
    if kind == 9:
        generator = waiting(other, name)
        if cases.chance(2):
            next(generator)
        return generator
    if kind == 10:
        return (name, other)
    return lambda: (name, other)


def watched(thing, name, watches, cases):
    """A weak reference to it, which may tell of its death."""
    try:
        reference = weakref.ref(thing, (lambda dead: told.append('ref ' + name)) if cases.chance(2) else None)
    except TypeError:
        return
    if cases.chance(4):
        reference = weakref.finalize(thing, told.append, 'finalize ' + name) if cases.chance(2) else weakref.proxy(thing)
    watches.append(reference)


def phase(moment, info):
    if moment == 'stop':
        told.append('gc %d: %d' % (info['generation'], info['collected']))


def case(cases):
    told.clear()
    kept.clear()
    gc.collect()
    gc.set_threshold(cases.among((700, 15, 40, 100)), cases.among((10, 2)), cases.among((10, 2)))
    gc.callbacks.append(phase)
    things, watches = {}, []
    for step in range(cases.below(60) + 5):
        names = list(things)
        kind = cases.below(12)
        name = 'n%d' % step
        if kind < 4 or not names:
            things[name] = make(cases, name, list(things.values()))
        elif kind < 7:
            tie(cases, things[cases.among(names)], things[cases.among(names)], name)
        elif kind == 7:
            watched(things[cases.among(names)], name, watches, cases)
        elif kind == 8:
            drop(cases, things[cases.among(names)])
        elif kind == 9:
            del things[cases.among(names)]
        elif kind == 10 and cases.chance(3):
            told.append('collect %d' % gc.collect(cases.below(3)))
        elif watches and cases.chance(3):
            watches.pop(cases.below(len(watches)))
        names = None
        told.append('%s %s' % (gc.get_count(), [sys.getrefcount(thing) for thing in things.values()]))
    things.clear()
    told.append('end')
    gc.collect()
    told.append('%s kept %s' % (gc.get_count(), [thing.name for thing in kept]))
    kept.clear()
    gc.collect()
    gc.callbacks.clear()
    gc.set_threshold(700, 10, 10)
    alive = [weak() is None for weak in watches if type(weak) is weakref.ref]
    return '%s %s %s' % (told, alive, gc.get_stats()[2]['uncollectable'])


run(case)
