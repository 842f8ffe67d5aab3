# Every method of str, on letters of many scripts.
def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)
samples = ['', 'a', 'abc', 'Hello World', 'ÀÉîøÿ', 'straße', 'ΑΣΊΑΣ', 'ǅungla', '日本語', '😀x', 'a\tb\nc', 'İ', 'ﬁ', '\x00\x7f\xa0\xad', "it's", 'say "hi"', 'both \' "', '\u2028\ue000\ud800', '１２３', '½', '²', 'ⅷ', '\u00e9e\u0301', ' \t x \n', '__init__', '1abc', 'Dž', 'ŉ']
for s in samples:
    print(ascii(s), repr(s.encode('utf-8', 'surrogatepass')), len(s), hash(s))
    for m in ('upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold', 'isalnum', 'isalpha', 'isascii', 'isdecimal', 'isdigit', 'isnumeric', 'islower', 'isupper', 'istitle', 'isspace', 'isprintable', 'isidentifier', 'strip', 'split', 'splitlines', '__sizeof__'):
        print(m, ascii(getattr(s, m)()))
    print(ascii(s[::-1]), ascii(s[1:]), ascii(s[:-1]), ascii(s[::2]), ascii(s * 2), ascii(s + '!'))
t = 'a,b,,c'
for args in ((',',), (',', 1), (',', 2), (',', -1), ('x',), (None,), (',,',)):
    print(t.split(*args), t.rsplit(*args))
u = '  a b   c  '
print(u.split(), u.rsplit(), u.split(None, 1), u.rsplit(None, 1), u.split(maxsplit=0), u.split(' '))
show(t.split, ''); show(t.split, 1); show(t.partition, ','); show(t.rpartition, ','); show(t.partition, 'z'); show(t.rpartition, 'z'); show(t.partition, '')
print('abcabc'.replace('b', 'XX'), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), 'aaa'.replace('a', ''), 'aaa'.replace('a', 'é', 2), 'a日'.replace('日', 'b'))
print('abcabc'.find('c'), 'abcabc'.rfind('c'), 'abc'.find('z'), 'abc'.find(''), 'abc'.find('', 4), 'abc'.find('c', -1), 'abc'.count(''), 'aaaa'.count('aa'), 'a日本a'.find('本'), 'abc'.find('b', 0, 1), 'abc'.find('日'))
show('abc'.index, 'z'); show('abc'.rindex, 'z'); show('abc'.index, 1); show('abc'.startswith, 1); show('abc'.startswith, ('x', 'a')); show('abc'.endswith, (1,)); print('abc'.startswith('b', 1), 'abc'.endswith('b', 0, 2), 'abc'.startswith(''), 'abc'.startswith('', 4))
print('abc'.center(8), 'abc'.center(7, '*'), 'ab'.center(5, '.'), 'ab'.ljust(4, '-'), 'ab'.rjust(4, 'é'), '-5'.zfill(5), '+'.zfill(3), 'abc'.zfill(2))
show('a'.center, 5, 'ab'); show('a'.center, 5, 1); show('a'.center)
print('a\tbc\td'.expandtabs(), 'a\tb'.expandtabs(4), 'a\nb\tc'.expandtabs(tabsize=3), 'xxhixx'.strip('x'), 'abc'.removeprefix('ab'), 'abc'.removesuffix('bc'), 'abc'.removesuffix(''))
print('a\r\nb\nc\rd\x0be\x1cf\u2028g'.splitlines(), 'a\n\nb\n'.splitlines(True), ''.splitlines())
print(','.join(['a', 'b']), ''.join('xyz'), 'é'.join(['a', '日']), ','.join([])); show(','.join, [1]); show(','.join, 5); show(','.join, ['a', b'b'])
print('abc'.translate({97: 'X', 98: None, 99: 100}), 'abc'.translate(str.maketrans('ab', 'xy', 'c')), str.maketrans({'a': 1, 2: 'b'})); show(str.maketrans, 'a', 'bc'); show(str.maketrans, 1); show('a'.translate, {97: 1.5})
print('abc' < 'abd', 'abc' < 'ab', 'é' > 'z', '日' == '日', 'a' != 'b', 'b' in 'abc', '日' in 'abc'); show(lambda: 1 in 'a'); show(lambda: 'a' + 1); show(lambda: 'a' * 'b'); show(lambda: 'abc'[5]); show(lambda: 'abc'['x']); show(lambda: 'a' < 1)
for enc in ('utf-8', 'latin-1', 'ascii', 'UTF8', 'Latin_1', 'US-ASCII'):
    for s in ('abc', 'é', '日', '\ud800'):
        for err in ('strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'surrogatepass', 'surrogateescape'):
            show(s.encode, enc, err)
for b in (b'abc', b'\xc3\xa9', b'\xff', b'\xe6\x97', b'\xe6\x97x', b'\xed\xa0\x80', b'\xf0\x9f\x98\x80', b'\xc0\x80', b'a\x80b\xf8'):
    for enc in ('utf-8', 'latin-1', 'ascii'):
        for err in ('strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape'):
            try: print(ascii(b.decode(enc, err)))
            except Exception as e: print(type(e).__name__, e)
show('a'.encode, 'nope'); show('é'.encode, 'ascii', 'nope'); show(str, b'abc', 'ascii'); show(str, b'abc'); show(str, 'x', 'ascii'); show(str, 5, 'ascii'); show('a'.encode, 5)
s = ''
for i in range(1000): s += chr(i % 200 + 50)
print(len(s), hash(s))
class S(str): pass
x = S('abc'); print(x, type(x + 'd'), x.upper(), hash(x) == hash('abc'), x == 'abc', repr(x), type(str(x)), S('é日').encode(), {x: 1}['abc'], type(x[:]), type(x.strip()))
print(chr(0x1F600), ord('é')); show(chr, -1); show(chr, 0x110000); show(ord, 'ab'); show(ord, 5)
import sys
print([sys.getsizeof(v) for v in ('', 'a', 'abc', 'é', 'éa', '日', '日本', '😀', 'a' * 100)])
print('{} {}'.format(1, 'x'), '{1} {0}'.format('a', 'b'), '{a}{b!r}'.format(a=1, b='q'), '{0.real} {1[0]} {2[k]}'.format(5, [7], {'k': 'v'}), '{:>5}|{:<5}|{:^5}'.format('a', 'b', 'c'), '{:{}}'.format('x', 4), '{{}}'.format(), '{!a}'.format('é'), '{:{w}.{p}f}'.format(3.14159, w=8, p=2), '{0:{1}{2}}'.format(7, '>', 3))
for f in ('{', '}', '{0', '{0}{}', '{}{0}', '{2}', '{x}', '{!x}', '{!}', '{0!rx}', '{.}', '{0[}', '{0[a]b}', '{a.b.c}', '{:{:{}}}', '{0.}', '{99999999999999999999}', '{:d}', '{[0]}', '{!r:>5}', '{0[]}'):
    show(f.format, 'abc', 1, **{'a': 1})
show('{a}'.format_map, {'a': 3}); show('{a}'.format_map, {}); show('{}'.format_map, {}); show('{b}'.format_map, type('D', (dict,), {'__missing__': lambda s, k: k + '!'})())
