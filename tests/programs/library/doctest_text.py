"""A lesson as text whose examples are checked, with its own globals, flags and reports."""
import doctest

LESSON = '''
Lists keep their order.

    >>> shopping = ['milk', 'eggs']
    >>> shopping.append('bread')
    >>> for item in shopping:
    ...     print(item)
    milk
    eggs
    bread

Sums of them:

    >>> total(3, 4)
    7
    >>> total('a')
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for +: 'int' and 'str'
    >>> shopping[0]
    'Milk'
    >>> undefined
    1
'''


def total(*values):
    return sum(values)


test = doctest.DocTestParser().get_doctest(LESSON, {'total': total}, 'lesson', None, 0)
lines = []
runner = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF)
print(runner.run(test, out=lines.append, clear_globs=False))
print(''.join(lines))
print(runner.summarize(verbose=False))
checker = doctest.OutputChecker()
for want, got, flags in (('1\n', '1\n', 0), ('a ... z\n', 'a b c z\n', doctest.ELLIPSIS), ('a ... z\n', 'a b\n', doctest.ELLIPSIS),
                         ('x  y\n', 'x y\n', doctest.NORMALIZE_WHITESPACE), ('True\n', '1\n', 0), ('1\n', 'True\n', doctest.DONT_ACCEPT_TRUE_FOR_1)):
    print(checker.check_output(want, got, flags), end=' ')
print()
print(checker.output_difference(test.examples[-2], "'milk'\n", doctest.REPORT_UDIFF))
