"""csv and json: rows and documents written and read, whole and damaged, in dialects and settings of all kinds."""
import csv
import io
import json
import json.encoder
import json.scanner

from cases import run, shown

CHARACTERS = ('a', 'b', '1', '.', '-', ' ', ',', ';', '"', "'", '\\', '\n', '\r', '\r\n', '\t', 'é', '\u20ac', '🎈', '\0', '|', '""', '\ud800', '\x7f', '\x1f')


def option(cases, name):
    if name == 'quoting':
        return cases.among((0, 1, 2, 3, 0, 1, 2, 3, 4, -1, None, True, 2 ** 40))
    if name == 'lineterminator':
        return cases.among(('\n', '\r\n', '!', '', 'ab', None, 1))
    if name in ('doublequote', 'skipinitialspace', 'strict'):
        return cases.among((True, False, True, False, 0, 1, None, ''))
    return cases.among((',', ';', '"', "'", '\\', '|', ' ', '\t', 'é', '\n', None, '', 'ab', 1))


OPTIONS = ('delimiter', 'doublequote', 'escapechar', 'lineterminator', 'quotechar', 'quoting', 'skipinitialspace', 'strict')
NEAT = {'delimiter': (',', ';', '\t', '|'), 'escapechar': ('\\', None, '!'), 'quotechar': ('"', "'"), 'lineterminator': ('\n', '\r\n'),
        'quoting': (0, 1, 2, 3), 'doublequote': (True, False), 'strict': (True, False), 'skipinitialspace': (True, False)}


def options(cases):
    named = {}
    for _ in range(cases.below(4)):
        name = cases.among(OPTIONS)
        named[name] = cases.among(NEAT[name]) if cases.below(8) else option(cases, name)
    if cases.chance(40):
        named['other'] = 1
    return named


class Old:
    delimiter = ';'
    quotechar = "'"


class Awkward(csv.excel):
    quoting = csv.QUOTE_NONE
    escapechar = '\\'


def dialect(cases):
    return cases.among(('excel', 'excel-tab', 'unix', Old, Old(), Awkward, csv.get_dialect('unix'), 'none', None, 5))


def text(cases, longest=6):
    return ''.join([cases.among(CHARACTERS) for _ in range(cases.below(longest))])


class Shout:
    def __str__(self):
        return 'a,"b'


def value(cases):
    return cases.among((text(cases), text(cases), cases.below(1000), -1.5, None, True, 1e300, Shout(), 2j, b'x', cases.integer(70)))


def written(given, named, rows, method):
    out = io.StringIO(newline='')
    result = getattr(csv.writer(out, *given, **named), method)(rows)
    return result, out.getvalue()


def write_rows(cases):
    given = (dialect(cases),) if cases.chance(3) else ()
    row = [value(cases) for _ in range(cases.below(5))]
    if cases.chance(8):
        row = cases.among((5, None, 'abc', {'a': 1}, iter(row)))
    if cases.chance(4):
        return shown(written, given, options(cases), [row, row], 'writerows')
    return shown(written, given, options(cases), row, 'writerow')


def read_all(lines, given, named):
    reader = csv.reader(lines, *given, **named)
    rows = []
    try:
        for row in reader:
            rows.append(row)
    except Exception as error:
        rows.append('%s: %s' % (type(error).__name__, error))
    return rows, reader.line_num


def read_rows(cases):
    given = (dialect(cases),) if cases.chance(3) else ()
    lines = [text(cases, 12) + cases.among(('', '\n', '\r\n')) for _ in range(cases.below(4))]
    if cases.chance(30):
        lines.append(cases.among((None, 5, b'a,b')))
    return shown(read_all, lines, given, options(cases))


def make_dialect(cases):
    named = {name: option(cases, name) for name in OPTIONS if cases.chance(4)}
    given = (dialect(cases),) if cases.chance(2) else ()
    return shown(lambda: [getattr(csv.get_dialect('unix').__class__(*given, **named), name) for name in OPTIONS])


# --- JSON

LEAVES = (None, True, False, 0, -7, 1.5, -0.0, 1e22, 1e-7, '', 'key', 'é"\\\n', '\ud83d', '🎈', '\x7f\x1f')


class Number(int):
    def __repr__(self):
        return 'not this'


class Table(dict):
    def items(self):
        return [('x', 1), ('y', [2])]


def tree(cases, depth=0):
    kind = cases.below(10)
    if depth > 3 or kind < 4:
        return cases.among(LEAVES) if cases.below(8) else cases.among((cases.integer(80), cases.bits(40) / 7, text(cases), float('inf'), float('nan'), Number(5)))
    if kind < 7:
        return cases.among((list, tuple))([tree(cases, depth + 1) for _ in range(cases.below(4))])
    if cases.chance(30):
        return cases.among((Table(a=1), {1, 2}, object, 2j, b'x'))
    return {cases.among(('a', 'b', 'é', 1, 2.5, None, True, '', (1,), Number(3), float('nan')) if cases.chance(4) else ('a', 'b', 'cd', '\n')): tree(cases, depth + 1)
            for _ in range(cases.below(4))}


def settings(cases):
    named = {}
    for name, choices in (('skipkeys', (True, False)), ('ensure_ascii', (True, False)), ('allow_nan', (True, False)), ('sort_keys', (True, False)),
                          ('check_circular', (True, False)), ('separators', ((',', ':'), ('é', '\n'), None)), ('indent', (None, None, 1, '\t')),
                          ('default', (str, None, lambda value: [repr(value)[:3]], lambda value: value))):
        if cases.chance(4):
            named[name] = cases.among(choices)
    return named


def dump(cases):
    document, named = tree(cases), settings(cases)
    if cases.chance(20) and isinstance(document, list):
        document.append(document)
        named.pop('check_circular', None)
    return shown(lambda: json.dumps(document, **named))


WORDS = ('{', '}', '[', ']', ',', ':', '"a"', '"', 'null', 'true', 'false', 'NaN', '-Infinity', 'Infinity', '1', '-', '0', '1.5', '1e5', '1E+', '01', '-0', '.', ' ',
         '\n', '\\u00e9', '\\ud83c', '\\udf88', '\\n', '\\', 'é', '\t', '\0', '\\u12', '/', '{"k":', '}]')


def damaged(cases, document):
    for _ in range(cases.among((0, 0, 1, 1, 2))):
        at = cases.below(len(document) + 1)
        document = document[:at] + cases.among(WORDS + ('',)) + document[at + cases.below(3):]
    return document


def hooks(cases):
    named = {}
    for name, hook in (('object_hook', lambda pairs: sorted(map(repr, pairs))), ('object_pairs_hook', tuple), ('parse_float', lambda word: 'f' + word),
                       ('parse_int', lambda word: 'i' + word), ('parse_constant', lambda word: 'c' + word), ('strict', False)):
        if cases.chance(8):
            named[name] = hook
    return named


def load(cases):
    document = ''.join([cases.among(WORDS) for _ in range(cases.below(8))])
    if cases.below(3):
        document = damaged(cases, json.dumps(tree(cases), skipkeys=True, default=repr, ensure_ascii=cases.chance(2)))
    return shown(lambda: json.loads(document, **hooks(cases)))


def parts(cases):
    """The functions that the two are made of."""
    kind = cases.below(4)
    if kind == 0:
        return shown(json.encoder.encode_basestring_ascii, cases.among((text(cases), text(cases), 5, None)))
    if kind == 1:
        return shown(json.encoder.encode_basestring, text(cases))
    if kind == 2:
        return shown(json.decoder.scanstring, damaged(cases, json.dumps(text(cases))), cases.below(4) - 1 + (cases.below(5) > 0), cases.chance(2))
    return shown(lambda: json.JSONDecoder().scan_once(damaged(cases, '[1, {"a": 2}]'), cases.below(6) - 1))


def case(cases):
    return ascii(cases.among((write_rows, write_rows, read_rows, read_rows, make_dialect, dump, dump, load, load, load, parts))(cases))


run(case)
