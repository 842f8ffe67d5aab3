"""Caches that do not keep things alive: WeakValueDictionary, WeakKeyDictionary, WeakSet, callbacks."""
import gc
import weakref


class Picture:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'Picture({self.name})'


class Loader:
    def __init__(self):
        self.cache, self.loaded = weakref.WeakValueDictionary(), 0

    def load(self, name):
        picture = self.cache.get(name)
        if picture is None:
            self.loaded += 1
            picture = self.cache[name] = Picture(name)
        return picture


loader = Loader()
cat = loader.load('cat')
print(loader.load('cat') is cat, loader.loaded, list(loader.cache.items()))
loader.load('dog')
print(list(loader.cache), loader.loaded)
del cat
print(len(loader.cache))
notes = weakref.WeakKeyDictionary()
a, b = Picture('a'), Picture('b')
notes[a], notes[b] = 'first', 'second'
print(sorted(notes.values()), a in notes, len(notes))
del a
print(sorted(notes.values()), notes.get(b), [ref() for ref in notes.keyrefs()])
gone = []
reference = weakref.ref(b, lambda ref: gone.append(ref is reference))
proxy = weakref.proxy(b)
print(reference(), proxy.name, weakref.getweakrefcount(b) >= 2, reference == weakref.ref(b), type(proxy).__name__)
watchers = weakref.WeakSet([b])
print(b in watchers, len(watchers))
del b
print(reference(), gone, len(watchers), len(notes))
try:
    proxy.name
except ReferenceError as error:
    print(error)
loop = Picture('loop')
loop.self = loop
reference = weakref.ref(loop)
del loop
print(reference() is not None, gc.collect() > 0, reference())
for bad in (5, 'text', (), None):
    try:
        weakref.ref(bad)
    except TypeError as error:
        print(error)
