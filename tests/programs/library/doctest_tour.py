"""Examples in docstrings, run as tests.

>>> mean([1, 2, 3])
2.0
>>> mean([])
Traceback (most recent call last):
    ...
ValueError: mean of nothing
"""
import doctest
import io
import contextlib


def mean(values):
    """
    >>> mean([2])
    2.0
    >>> mean(range(5)) == 2
    True
    >>> mean([1, 2])
    1.4
    """
    if not values:
        raise ValueError('mean of nothing')
    return sum(values) / len(values)


class Stack:
    """
    >>> s = Stack()
    >>> s.push(1); s.push('two')
    >>> s
    Stack([1, 'two'])
    >>> s.pop()
    'two'
    >>> s.pop(), s.pop()    # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    IndexError: other words
    """

    def __init__(self):
        self.items = []

    def push(self, item):
        """
        >>> print('a' * 30)      # doctest: +ELLIPSIS
        aaa...a
        >>> print('many   spaces')   # doctest: +NORMALIZE_WHITESPACE
        many spaces
        >>> print()
        <BLANKLINE>
        >>> {1: 2}   # doctest: +SKIP
        anything
        """
        self.items.append(item)

    def pop(self):
        return self.items.pop()

    def __repr__(self):
        return f'Stack({self.items})'


out = io.StringIO()
with contextlib.redirect_stdout(out):
    results = doctest.testmod()
print(results, results.failed)
print('\n'.join(line for line in out.getvalue().splitlines() if not line.startswith('File')))
for test in doctest.DocTestFinder().find(Stack, 'Stack', globs=globals()):
    print(test.name, [(example.source, example.want) for example in test.examples][:2])
    print(doctest.DocTestRunner(verbose=False).run(test))
print(doctest.script_from_examples(Stack.__doc__))
parser = doctest.DocTestParser()
print([example.lineno for example in parser.get_examples('>>> 1\n1\n\ntext\n>>> 2\n2\n')])
