"""How copy and pickle make objects again: __reduce__, __getnewargs__, copyreg."""
import copy
import copyreg
import pickle


class Ratio:
    def __new__(cls, top, bottom):
        self = super().__new__(cls)
        self.top, self.bottom = top, bottom
        return self

    def __getnewargs__(self):
        print('asked for arguments')
        return self.top, self.bottom


class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees

    def __reduce__(self):
        return Temperature, (self.degrees,), {'origin': 'copied'}


class Opaque:
    __slots__ = ('a',)

    def __init__(self, a):
        self.a = a


def take_apart(opaque):
    print('copyreg is asked')
    return Opaque, (opaque.a,)


copyreg.pickle(Opaque, take_apart)
ratio = copy.copy(Ratio(1, 2))
print(ratio.top, ratio.bottom)
print(copy.copy(Temperature(20)).__dict__)
print(copy.deepcopy(Opaque([1, 2])).a, pickle.loads(pickle.dumps(Opaque('z'))).a)


class Tree(list):
    def __init__(self, label, *children):
        super().__init__(children)
        self.label = label


tree = Tree('root', Tree('left'), Tree('right', Tree('leaf')))
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    twin = pickle.loads(pickle.dumps(tree, protocol))
    print(protocol, type(twin).__name__, twin.label, [child.label for child in twin], twin[1][0].label)
print(Temperature(5).__reduce_ex__(2)[1:], object().__reduce_ex__(2)[1:], [1].__reduce_ex__(4)[1:3])
for bad in (lambda: 0, (n for n in ())):
    try:
        pickle.dumps(bad)
    except Exception as error:
        print(type(error).__name__, str(error)[:30])
print(pickle.loads(b'\x80\x04K*.'), pickle.dumps([1, 'a'], 0), pickle.dumps({'k': (None, True)}, 2))
