"""Deep copies: shared parts stay shared, cycles stay cycles, and classes have their say."""
import copy

board = [[0] * 3 for _ in range(3)]
shallow, deep = copy.copy(board), copy.deepcopy(board)
board[0][0] = 'X'
print(shallow[0], deep[0])
row = [1]
twice = copy.deepcopy([row, row])
print(twice[0] is twice[1], twice[0] is row)
loop = [1]
loop.append(loop)
again = copy.deepcopy(loop)
print(again[1] is again, again is not loop)


class Node:
    made = 0

    def __init__(self, value):
        Node.made += 1
        self.value, self.next, self.previous = value, None, None


a, b = Node('a'), Node('b')
a.next, b.previous = b, a
twin = copy.deepcopy(a)
print(Node.made, twin.next.previous is twin, twin.next.value, twin.next is b)


class Connection:
    def __init__(self, name):
        self.name, self.handle = name, object()

    def __getstate__(self):
        return {'name': self.name}

    def __setstate__(self, state):
        self.__dict__.update(state, handle='reopened')


class Same:
    def __copy__(self):
        print('__copy__')
        return self

    def __deepcopy__(self, memo):
        print('__deepcopy__', type(memo).__name__)
        return self


print(copy.copy(Connection('db')).__dict__)
same = Same()
print(copy.copy(same) is same, copy.deepcopy([same, {'k': same}])[0] is same)


class Slots:
    __slots__ = ('x', 'y')


point = Slots()
point.x = [1]
other = copy.deepcopy(point)
print(other.x, other.x is point.x, hasattr(other, 'y'))
flat = (1, (2, 3))
print(copy.deepcopy(flat) is flat, copy.copy(frozenset([1])), copy.deepcopy({1: {2: [3]}}), copy.deepcopy(print) is print)
