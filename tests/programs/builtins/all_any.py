# all() and any() stop as soon as they know; an empty iterable is all, but not any.
def told(items):
    for item in items:
        print('asked', item, end='; ')
        yield item
print(all([]), any([]), all([1, 'a', [0]]), any([0, '', None]), all({}), any({0: 1}), any('0'))
print(all(told([1, 2, 0, 3])))
print(any(told([0, '', 5, 6])))
class Moody:
    def __init__(self, truth): self.truth = truth
    def __bool__(self):
        if self.truth is None: raise ValueError('undecided')
        return self.truth
print(all([Moody(True), Moody(False), Moody(None)]), any([Moody(True), Moody(None)]))
for f in (lambda: all([Moody(True), Moody(None)]), lambda: any([Moody(False), Moody(None)]), lambda: all(5), lambda: any(), lambda: all([1], [2]), lambda: any(iterable=[1])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
