# map() and filter() do nothing until asked, and pass on what their function raises.
def square(x):
    print('square', x, end='; ')
    return x * x
m = map(square, [1, 2, 3])
print('made'); print(next(m)); print(list(m), list(m))
print(list(map(lambda a, b: (a, b), 'abc', [1, 2])), list(map(max, [1, 5], [4, 2], [3, 3])), list(map(str, range(3))), list(map(int, '12')))
print(list(filter(None, [0, 1, '', 'a', [], [0], None, 0.0, 2.5])), list(filter(str.isupper, 'aBcD')), list(filter(lambda x: x % 2, range(7))))
def fussy(x):
    if x == 2: raise ValueError('no twos')
    return x
m = map(fussy, [1, 2, 3])
for _ in range(4):
    try:
        print(next(m, 'end'))
    except ValueError as e:
        print('ValueError', e)
print(type(map(None, [])), type(filter(5, [])), map(square, []).__iter__().__class__)
for f in (lambda: map(), lambda: map(square), lambda: map(square, 5), lambda: list(map(None, [1])), lambda: filter(None), lambda: filter(None, 5), lambda: list(filter(5, [1])), lambda: filter(None, [], []), lambda: list(map(square, [1], [2])), lambda: map(func=square), lambda: filter(function=None, iterable=[])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
