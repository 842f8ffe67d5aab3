"""A small library of functions, each with its examples; run verbosely and as a unittest suite."""
import doctest
import unittest


def roman(number):
    """Write a number as the Romans did.

    >>> [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994)]
    ['I', 'IV', 'IX', 'XIV', 'XL', 'XC', 'CD', 'MCMXCIV']
    >>> roman(0)
    ''
    >>> roman(-1)
    Traceback (most recent call last):
    ValueError: no such number: -1
    """
    if number < 0:
        raise ValueError(f'no such number: {number}')
    out = ''
    for value, letters in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), 'M CM D CD C XC L XL X IX V IV I'.split()):
        while number >= value:
            out, number = out + letters, number - value
    return out


def collatz(n):
    """
    >>> list(collatz(6))
    [6, 3, 10, 5, 16, 8, 4, 2, 1]
    >>> max(collatz(27))
    9232
    """
    while n != 1:
        yield n
        n = n * 3 + 1 if n % 2 else n // 2
    yield 1


def memory(cache={}):
    """
    >>> memory()
    1
    >>> memory()
    3
    """
    cache['calls'] = cache.get('calls', 0) + 1
    return cache['calls']


doctest.run_docstring_examples(roman, globals(), verbose=True, name='roman')
suite = doctest.DocTestSuite(optionflags=doctest.REPORT_ONLY_FIRST_FAILURE)
result = unittest.TestResult()
suite.run(result)
print(result.testsRun, len(result.failures), [str(test).split(' ')[0] for test in suite])
print(result.failures[0][1].split('-' * 10)[-1].strip('-\n').split('\n', 1)[1])
