"""Observers held weakly, bound methods as WeakMethod, and finalize."""
import weakref


class Subject:
    def __init__(self):
        self.observers = []

    def attach(self, callback):
        make = weakref.WeakMethod if hasattr(callback, '__self__') else weakref.ref
        self.observers.append(make(callback, self.forget))

    def forget(self, reference):
        print('forgets one')
        self.observers.remove(reference)

    def tell(self, news):
        for reference in list(self.observers):
            callback = reference()
            if callback is not None:
                callback(news)


class Reader:
    def __init__(self, name):
        self.name = name

    def hear(self, news):
        print(self.name, 'hears', news)


subject = Subject()
ann, bob = Reader('ann'), Reader('bob')
subject.attach(ann.hear)
subject.attach(bob.hear)
subject.tell('one')
del ann
subject.tell('two')


class Tree:
    def __init__(self, name, parent=None):
        self.name, self.children = name, []
        self._parent = weakref.ref(parent) if parent else lambda: None
        if parent:
            parent.children.append(self)

    @property
    def parent(self):
        return self._parent()

    def path(self):
        return (self.parent.path() + '/' if self.parent else '') + self.name


root = Tree('root')
leaf = Tree('leaf', Tree('branch', root))
print(leaf.path())
del root
print(leaf.path(), leaf.parent)


class Resource:
    def __init__(self, name):
        self.finalizer = weakref.finalize(self, print, 'closing', name)
        self.finalizer.atexit = name != 'quiet'

    def close(self):
        self.finalizer()


one, two, three, quiet = Resource('one'), Resource('two'), Resource('three'), Resource('quiet')
one.close()
one.close()
print(one.finalizer.alive, two.finalizer.alive, two.finalizer.peek()[2:])
del two
print(three.finalizer.detach() is not None, three.finalizer.alive)
last = Resource('at the end')
print('done')
