# Methods of str on text of every width: case mappings, odd spaces, lone surrogates, splitting, searching, formatting.
from cases import run, shown

ALPHABETS = ['ab', 'abcXYZ 019_', 'aA\xdf\xb5\xff\u0130\u0131\u017f\u01c5\u1e9e\ufb03\u03a3\u03c3\u03c2\u0345', ' \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2028\u2029\u202f\u3000\ufeffab', 'a\u0661\xb2\xbd\u2167\u4e00\U0001f600\U00010400\U0001d7d8\ud800\udfff', "'\"\\\x00\x7f\x80\xad\u0378\ue000\U000e0001ab", '{}!:.[]0a', '%(a)sd5.*']
PLAIN = ['capitalize', 'casefold', 'isalnum', 'isalpha', 'isascii', 'isdecimal', 'isdigit', 'isidentifier', 'islower', 'isnumeric', 'isprintable', 'isspace', 'istitle', 'isupper', 'lower', 'lstrip', 'rstrip', 'split', 'rsplit', 'splitlines', 'strip', 'swapcase', 'title', 'upper', '__len__', '__repr__', '__hash__', 'expandtabs']
SEARCH = ['count', 'endswith', 'find', 'index', 'rfind', 'rindex', 'startswith']
ONE = ['__add__', '__contains__', '__eq__', '__lt__', 'lstrip', 'strip', 'rstrip', 'partition', 'rpartition', 'removeprefix', 'removesuffix', 'join', 'split', 'rsplit', '__mod__']


def limit(cases):
    return cases.among((None, 0, 1, 2, -1, -2, 5, 100, -100, 10 ** 30))


def case(cases):
    kind = cases.below(12)
    alphabet = cases.among(ALPHABETS)
    text = cases.text(alphabet, cases.among((4, 12, 40)))
    part = cases.text(alphabet, 3)
    if kind < 3:
        name = cases.among(PLAIN)
        return name, text, shown(getattr(text, name))
    if kind < 5:
        name, start, stop = cases.among(SEARCH), limit(cases), limit(cases)
        if name in ('startswith', 'endswith') and cases.chance(3):
            part = (part, cases.text(alphabet, 2))
        return name, text, part, start, stop, shown(getattr(text, name), part, start, stop), shown(getattr(text, name), part)
    if kind == 5:
        name = cases.among(ONE)
        return name, text, part, shown(getattr(text, name), part)
    if kind == 6:
        count = cases.below(6) - 2
        return text, part, count, shown(text.split, part, count), shown(text.rsplit, part, count), shown(text.split, None, count), shown(text.rsplit, None, count), shown(text.replace, part, cases.text(alphabet, 3), count), shown(text.splitlines, cases.chance(2))
    if kind == 7:
        width, fill = cases.below(20) - 2, cases.among((' ', '*', '\u20ac', '\U0001f600', '', 'ab'))
        return text, width, fill, shown(text.center, width, fill), shown(text.ljust, width, fill), shown(text.rjust, width, fill), shown(text.zfill, width), shown(text.expandtabs, width)
    if kind == 8:
        table = {ord(c): cases.among((None, 'x', 0x1f600, '\u20ac\u20ac', '', 'y')) for c in alphabet if cases.chance(3)}
        return text, table, shown(text.translate, table), shown(str.maketrans, part, part), shown(text.__mul__, cases.below(4) - 1), shown(lambda: text[limit(cases):limit(cases):cases.among((None, 1, 2, -1, -3, 0))])
    if kind == 9:
        how = cases.among(('', '*', '0')) + cases.among(('<', '>', '^', '', '=')) + cases.among(('', '0')) + cases.among(('', '7', '30')) + cases.among(('', '.0', '.3')) + cases.among(('', 's', 'd', ','))
        return text, how, shown(format, text, how), shown(('%' + cases.among(('', '-', '0')) + cases.among(('', '8')) + cases.among(('', '.2')) + cases.among('srac')).__mod__, (text,))
    if kind == 10:
        field = '{' + cases.among(('', '0', '1', 'a', 'a.real', '0[1]', 'a[x]', '2', '!r')) + cases.among(('', '!r', '!s', '!a', '!x', '!')) + cases.among(('', ':', ':>9', ':{1}', ':{', ':.2f')) + cases.among(('}', '}', '}', '}}', ''))
        template = cases.text('ab{}', 2) + field
        return template, shown(template.format, text, 3), shown(lambda: template.format(text, 5, a=1.5)), shown(lambda: template.format_map({'a': {'x': 7}}))
    codec, errors = cases.among(('utf-8', 'ascii', 'latin-1')), cases.among(('strict', 'ignore', 'replace', 'backslashreplace', 'surrogatepass', 'surrogateescape', 'xmlcharrefreplace', 'namereplace' if 0 else 'strict'))
    data = bytes([cases.among((65, 66, 0x80, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xed, 0xa0, 0xf0, 0x9f, 0x98, 0xff, 0xc0, 0xf5)) for _ in range(cases.below(8))])
    return text, codec, errors, shown(text.encode, codec, errors), data, shown(data.decode, codec, errors)


run(case)
