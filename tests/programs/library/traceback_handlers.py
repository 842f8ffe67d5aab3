"""Who hears of exceptions: excepthook, unraisablehook, a retry that keeps the tracebacks, logging by hand."""
import sys
import traceback


def hook(kind, error, tb):
    print('hook:', kind.__name__, error, [frame.name for frame in traceback.extract_tb(tb)])


def unraisable(info):
    print('unraisable:', info.exc_type.__name__, info.exc_value, info.err_msg, info.object.__qualname__)


sys.excepthook, sys.unraisablehook = hook, unraisable


class Noisy:
    def __del__(self):
        raise RuntimeError('in __del__')


Noisy()


def retry(times, function):
    errors = []
    for attempt in range(times):
        try:
            return function(attempt)
        except LookupError as error:
            errors.append(error)
    raise ExceptionGroup('gave up', errors)


def flaky(attempt):
    if attempt < 2:
        [].index(attempt) if attempt else {}[attempt]
    return attempt


def hopeless(attempt):
    raise (KeyError, IndexError)[attempt % 2](attempt)


try:
    print(retry(1, flaky))
except ExceptionGroup as group:
    print(group, len(group.exceptions))
try:
    retry(3, hopeless)
except* KeyError as group:
    print('keys', group.exceptions, [e.__traceback__.tb_next.tb_lineno for e in group.exceptions])
except* IndexError as group:
    print('indexes', group.exceptions)


def levels():
    try:
        raise OSError(2, 'gone')
    except OSError:
        try:
            raise TypeError('while handling')
        except TypeError as error:
            return error


error = levels()
print(repr(error.__context__), error.__cause__, error.__suppress_context__, error.__traceback__.tb_frame.f_code.co_name)
print(sys.exc_info(), traceback.format_exc().strip())
try:
    raise ValueError('a') from None
except ValueError as one:
    print(one.__suppress_context__, ''.join(traceback.format_exception_only(one)).strip(), one.with_traceback(None).__traceback__)
try:
    retry(2, flaky)
except ValueError:
    print('not a LookupError')
traceback.print_exception(error, file=sys.stdout, chain=False, limit=0)
raise KeyError('the end')
# exit: 1
