"""datetime: constructors, arithmetic, comparison, hashes, texts read and written, zones, pickles, timestamps."""
import datetime as module
import operator
import os
import time as clock

from cases import run, shown

os.environ['TZ'] = 'CET-1CEST,M3.5.0,M10.5.0/3'  # known to every C library, and with folds and gaps
clock.tzset()
date, time, datetime, timedelta, timezone = module.date, module.time, module.datetime, module.timedelta, module.timezone


class Whole(int):
    pass


class Day(date):
    pass


class Moment(datetime):
    pass


class Summer(module.tzinfo):
    """Two hours from April to September, else one; in the first hour of October the fold decides."""

    def __repr__(self):
        return 'Summer()'

    def utcoffset(self, dt):
        return timedelta(hours=1) + self.dst(dt)

    def dst(self, dt):
        if dt is None or not 4 <= dt.month <= 10:
            return timedelta(0)
        if dt.month == 10:
            return timedelta(hours=dt.day == 1 and dt.hour == 0 and not dt.fold)
        return timedelta(hours=1)

    def tzname(self, dt):
        return 'S%T' if self.dst(dt) else 'W'


class Odd(module.tzinfo):
    def __init__(self, answer=None):
        self.answer = answer

    def __repr__(self):
        return f'Odd({self.answer!r})'

    def utcoffset(self, dt):
        return self.answer

    dst = tzname = utcoffset


SUMMER = Summer()


def number(cases, low, high):
    """Mostly between the two, sometimes beside them or no int at all."""
    kind = cases.below(60)
    if kind < 54:
        return low + cases.below(high - low + 1)
    if kind < 57:
        return cases.among((low - 1, low, high, high + 1, 0, -1))
    return cases.among((cases.integer(), Whole(low), 1.0, '1', None, True, 2 ** 31, -2 ** 63 - 1))


def some_float(cases):
    return cases.among((1.5, 0.1, -0.5, 1e-7, 2.5e-6, 1e20, -1e9, float('inf'), float('nan'), 3.0, cases.integer(40) / 8, cases.bits(50) / 1e6))


def delta(cases):
    kind = cases.below(6)
    if kind == 0:
        return timedelta(cases.below(3) - 1, cases.below(3) - 1, cases.below(3) - 1)
    if kind == 1:
        return timedelta(cases.below(2000000000) - 1000000000)
    return timedelta(cases.below(4000) - 2000, cases.below(100000), cases.below(1000000) if cases.chance(2) else 0)


def zone(cases):
    kind = cases.below(12)
    if kind < 5:
        return None
    if kind < 7:
        return timezone.utc
    if kind < 9:
        return SUMMER
    if kind == 9:
        return timezone(timedelta(seconds=cases.below(172798) - 86399, microseconds=cases.below(2) * cases.below(999999)), 'zone')
    if kind == 10:
        return timezone(timedelta(minutes=cases.below(2878) - 1439))
    return Odd(cases.among((None, 5, timedelta(1), timedelta(hours=3), 'name')))


def year(cases):
    return cases.among((1, 1969, 1970, 2000, 2023, 2024, 2024, 9999, 1 + cases.below(9999)))


def some_date(cases):
    return cases.among((date, date, Day))(year(cases), 1 + cases.below(12), 1 + cases.below(28))


def some_time(cases):
    return time(cases.below(24), cases.below(60), cases.below(60), cases.below(3) * cases.below(333333), zone(cases), fold=cases.below(2))


def moment(cases):
    made = cases.among((datetime, datetime, Moment))
    month, day, hour = 1 + cases.below(12), 1 + cases.below(28), cases.below(24)
    if cases.chance(4):
        month, day, hour = cases.among(((3, 31, 2), (10, 27, 2), (10, 1, 0), (9, 30, 23), (4, 1, 0)))
    return made(year(cases), month, day, hour, cases.below(60), cases.below(3) * 15, cases.below(3) * cases.below(333333), zone(cases), fold=cases.below(2))


MAKERS = (delta, some_date, some_time, moment, moment)
SIZES = (('year', 1, 9999), ('month', 1, 12), ('day', 1, 29), ('hour', 0, 23), ('minute', 0, 59), ('second', 0, 59), ('microsecond', 0, 999999))
OPERATORS = (operator.add, operator.sub, operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge)
SCALING = (operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod)


def construct(cases):
    made, first, last = cases.among(((date, 0, 3), (time, 3, 7), (datetime, 0, 7), (Moment, 0, 7)))
    given = [number(cases, low, high) for _, low, high in SIZES[first:last]]
    named = {}
    if cases.chance(3):
        for name, low, high in SIZES[first:last]:
            if cases.chance(2):
                named[name] = number(cases, low, high)
        given = given[:cases.below(len(given) + 1)]
    elif cases.chance(4):
        given = given[:cases.below(len(given) + 1)] + [zone(cases)] * cases.below(2)
    if cases.chance(5):
        named[cases.among(('tzinfo', 'fold', 'year', 'other'))] = cases.among((None, 0, 1, 2, timezone.utc))
    return shown(made, *given, **named) if not named else shown(lambda: made(*given, **named))


def span(cases):
    names = ('days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks')
    named = {}
    for _ in range(1 + cases.below(3)):
        named[cases.among(names)] = cases.among((cases.integer(40), some_float(cases), cases.below(100000), Whole(3), cases.among(('x', None, 1))))
    return shown(lambda: timedelta(**named))


def hashed(value):
    return hash(value)


def combine(cases):
    left, right = cases.among(MAKERS)(cases), cases.among(MAKERS)(cases)
    if cases.chance(4):
        right = left
    elif cases.chance(6):
        right = cases.among((1, 'x', None, 1.5))
    return shown(cases.among(OPERATORS), left, right)


def scale(cases):
    other = cases.among((cases.integer(40), cases.integer(10), some_float(cases), delta(cases), 'x', True, 0, 2, -3))
    pair = (delta(cases), other) if cases.below(4) else (other, delta(cases))
    return shown(cases.among(SCALING), *pair)


def describe(cases):
    value = cases.among(MAKERS)(cases)
    return cases.among((lambda: shown(repr, value), lambda: shown(str, value), lambda: shown(hashed, value)))()


DIRECTIVES = ('%Y', '%m', '%d', '%H', '%M', '%S', '%f', '%z', '%Z', '%j', '%a', '%b', '%p', '%y', '%U', '%G', '%V', '%u', '%%', '%', '-', 'x', 'é', '%Q', '%:', '\0')


def write(cases):
    value = cases.among((some_date, some_time, moment, moment))(cases)
    template = ''.join([cases.among(DIRECTIVES) for _ in range(cases.below(6))])
    if cases.chance(3):
        return shown(format, value, template)
    if cases.chance(2):
        return shown(value.strftime, template)
    spec = cases.among(('auto', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds', 'days', 1, None, 'auto\0'))
    return shown(lambda: value.isoformat(timespec=spec)) if cases.chance(2) else shown(lambda: value.isoformat(cases.among((' ', 'T', 'é', '', 'ab', 3))))


def damaged(cases, text):
    """The text, or one with a few characters changed."""
    for _ in range(cases.among((0, 0, 1, 1, 2, 3))):
        at = cases.below(len(text) + 1)
        text = text[:at] + cases.among(('', '0', '9', '-', ':', 'T', 'W', 'Z', '+', '.', ',', ' ', 'é', '\ud800', '\0', '20')) + text[at + cases.below(3):]
    return text


def iso_text(cases):
    day = cases.among(('%Y-%m-%d', '%Y%m%d', '%G-W%V-%u', '%GW%V%u', '%G-W%V', '%GW%V'))
    hour = cases.among(('%H', '%H:%M', '%H%M', '%H:%M:%S', '%H%M%S', '%H:%M:%S.%f', '%H%M%S,%f', '%H:%M:%S.5', '%H:%M:%S.1234567'))
    offset = cases.among(('', '', 'Z', '+01:30', '-0130', '+02', '+00:00', '-01:02:03.000004', '+24:00', '-00:00:00.5'))
    value = datetime(cases.among((2020, 2024, 1, 9999, 1970)), 1 + cases.below(12), 1 + cases.below(28), cases.below(24), cases.below(60), cases.below(60), cases.below(1000000))
    kind = cases.below(4)
    if kind == 0:
        return value.strftime(day)
    if kind == 1:
        return cases.among(('', 'T')) + value.strftime(hour) + offset
    return value.strftime(day) + cases.among(('T', ' ', 'x', '-', 'é', '\ud900', '🎈')) + value.strftime(hour) + offset


def read(cases):
    return shown(cases.among((date, time, datetime, datetime, Moment)).fromisoformat, damaged(cases, iso_text(cases)))


def parse(cases):
    template = ' '.join(['%Y-%m-%d', cases.among(('%H:%M', '%H:%M:%S.%f', '%I %p', '%z', '%j', '%b'))])
    return shown(datetime.strptime, damaged(cases, datetime(2024, 1 + cases.below(12), 5, cases.below(24), 7, tzinfo=timezone.utc).strftime(template)), template)


def ask(cases):
    value = moment(cases)
    name = cases.among(('utcoffset', 'dst', 'tzname', 'timetuple', 'utctimetuple', 'timestamp', 'date', 'time', 'timetz', 'ctime', 'isocalendar',
                        'weekday', 'isoweekday', 'toordinal', '__reduce__', 'astimezone'))
    if cases.chance(4):
        value = some_time(cases)
        name = cases.among(('utcoffset', 'dst', 'tzname', '__reduce__', 'isoformat'))
    if cases.chance(3):
        return shown(lambda: (value.fold, value.tzinfo is None, value.hour, value.minute, value.second, value.microsecond))
    if name == 'timetuple' or name == 'utctimetuple':
        return shown(lambda: tuple(getattr(value, name)()))
    return shown(lambda: getattr(value, name)())


def move(cases):
    value = moment(cases)
    kind = cases.below(5)
    if kind == 0:
        return shown(value.astimezone, zone(cases))
    if kind == 1:
        return shown(lambda: value.replace(**{cases.among(SIZES)[0]: number(cases, 0, 40)}))
    if kind == 2:
        return shown(lambda: value.replace(tzinfo=zone(cases), fold=cases.below(3)))
    if kind == 3:
        return shown(datetime.combine, some_date(cases), some_time(cases), zone(cases))
    return shown(lambda: (zone(cases) or timezone.utc).fromutc(value))


def count(cases):
    """Numbers: timestamps, ordinals, weeks."""
    kind = cases.below(6)
    stamp = cases.among((cases.integer(36), cases.integer(34) / 64, some_float(cases), cases.bits(41) / 1000 - 1e9, 'x', 1711846800 + cases.below(8000), 1729990000 + cases.below(9000)))
    if kind == 0:
        return shown(datetime.fromtimestamp, stamp)
    if kind == 1:
        return shown(datetime.fromtimestamp, stamp, zone(cases))
    if kind == 2:
        return shown(cases.among((datetime, Moment)).utcfromtimestamp, stamp)
    if kind == 3:
        return shown(cases.among((date, Day)).fromtimestamp, stamp)
    if kind == 4:
        return shown(cases.among((date, datetime, Day)).fromordinal, number(cases, 1, 3652059))
    return shown(date.fromisocalendar, number(cases, 1, 9999), number(cases, 1, 53), number(cases, 1, 7))


def restore(cases):
    """Pickles, whole and damaged."""
    value = cases.among((some_date, some_time, moment))(cases)
    made, state = value.__reduce_ex__(cases.below(6)) if not isinstance(value, date) or isinstance(value, datetime) else value.__reduce__()
    state = list(state)
    if cases.chance(3):
        state[0] = state[0].decode('latin-1')
    if cases.chance(3):
        at = cases.below(len(state[0]))
        piece = state[0][:0] if cases.chance(3) else cases.among(('\x00', '\x05', '\xff', '\u0100')) if isinstance(state[0], str) else cases.among((b'\0', b'\5', b'\x8a'))
        if at < 3:
            state[0] = state[0][:at] + piece + state[0][at + 1:]
    if cases.chance(10):
        state.append(cases.among((1, None)))
    return shown(lambda: repr(made(*state)) if isinstance(state[0], bytes) else made(*state))


def case(cases):
    try:
        return ascii(cases.among((construct, span, combine, combine, combine, scale, describe, write, read, read, read, parse, ask, ask, move, move, count, restore))(cases))
    except Exception as error:
        return 'no case: %s: %s' % (type(error).__name__, error)


run(case)
