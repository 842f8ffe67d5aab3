# min() and max(): several arguments or one iterable, key, default, and the first of equals wins.
print(min(3, 1, 2), max([3, 1, 2]), min('hello'), max('b', 'abc'), min({5: 'a', 2: 'b'}), max((1, 5), (1, 7)), min(2, 2.0), max(2, 2.0), max(True, 1), min([[2], [1, 9]]))
words = ['pear', 'fig', 'apple', 'kiwi', 'nut']
print(min(words, key=len), max(words, key=len), max(words), min(words, key=lambda w: w[-1]), max(words, key=lambda w: (len(w), w)), min(-3, 2, key=abs), max('aB', key=str.lower))
print(min([], default='none'), max((), default=None), min([5], default=0), max([], key=len, default=7), min(iter('cab')))
nan = float('nan')
print(min(nan, 1), min(1, nan), max([1, nan, 2]), max([nan, 2]))
calls = []
print(max([3, 1, 2], key=lambda x: calls.append(x) or -x), calls)
for f in (lambda: min(), lambda: max([]), lambda: min(5), lambda: max(1, 'a'), lambda: min([1, 'a']), lambda: max(1, 2, default=3), lambda: min([1], key=5), lambda: max([1], foo=2), lambda: min(1j, 2j), lambda: max({}, key=None), lambda: min(key=len), lambda: max(None, 1), lambda: max([1, 2], key=lambda: 0)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
