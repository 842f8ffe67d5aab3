"""Reports of exceptions: chained, grouped, from a saved stack; without the names of files."""
import os
import sys
import traceback

HERE = os.path.abspath(__file__)


def clean(lines):
    return ''.join(lines).replace(HERE, 'program.py').replace(__file__, 'program.py')


def inner(n):
    if n == 0:
        return 1 / n
    return inner(n - 1)


def convert():
    try:
        inner(2)
    except ZeroDivisionError as error:
        raise ValueError('cannot convert') from error


try:
    convert()
except ValueError as error:
    print(clean(traceback.format_exception(error)))
    print(clean(traceback.format_exception(error, chain=False, limit=1)))
    print(clean(traceback.format_exception_only(type(error), error)), end='')
    print([frame.name for frame in traceback.extract_tb(error.__cause__.__traceback__)], [line for _, line in traceback.walk_tb(error.__traceback__)])
    whole = traceback.TracebackException.from_exception(error, capture_locals=True)
    print(whole.stack[0].locals['__name__'], whole.__cause__.stack[-1].locals, whole.exc_type, str(whole))
try:
    [].pop()
except IndexError:
    print(clean([traceback.format_exc(limit=0)]), end='')


def here():
    return traceback.extract_stack()[-1], clean(traceback.format_stack(limit=1))


summary, text = here()
print(summary.name, summary.line, summary.lineno, text, end='')
group = ExceptionGroup('several', [ValueError(1), ExceptionGroup('nested', [KeyError('k'), TypeError('t')])])
print(clean(traceback.format_exception(group)), end='')
try:
    compile('x = = 1', 'typed.py', 'exec')
except SyntaxError as error:
    print(clean(traceback.format_exception_only(error)), end='')


def recurse(n):
    recurse(n + 1) if n < 20 else {}['missing']


try:
    recurse(0)
except KeyError as error:
    error.add_note('the table is empty')
    print(clean(traceback.format_exception(error)), end='')
