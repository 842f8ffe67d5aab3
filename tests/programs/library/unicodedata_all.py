# unicodedata: the properties of some characters of every kind, names both ways, normal forms, errors.
import unicodedata as u
def t(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)
for c in 'a5A \n(\xb2\xbd\xe9\u0301\u0378\u0661\u05d0\u2066\u2215\u3000\u4e00\u4e07\u3405\uac00\uac05\ud7a3\ud800\ue000\ufb03\uff21\U00016b60\U0001f600\U00020001\U0002a6df\U000e0001\U0010ffff':
    print(ascii(c), u.category(c), u.bidirectional(c), u.combining(c), u.mirrored(c), u.east_asian_width(c), [u.decomposition(c)], u.decimal(c, None), u.digit(c, None), u.numeric(c, None), u.name(c, None), c.isnumeric(), c.isdigit())
for f, *args in ((u.name, '\n'), (u.name, 'ab'), (u.name, 5), (u.name, ''), (u.name,), (u.lookup, 'LATIN SMALL LETTER A'), (u.lookup, 'xx'), (u.lookup, 'latin small letter a'), (u.lookup, 5), (u.lookup, 'a' * 300), (u.lookup, '\xe9'),
                 (u.lookup, 'CJK UNIFIED IDEOGRAPH-4E00'), (u.lookup, 'CJK UNIFIED IDEOGRAPH-AC00'), (u.lookup, 'CJK UNIFIED IDEOGRAPH-4e00'), (u.lookup, 'HANGUL SYLLABLE GANJ'), (u.lookup, 'HANGUL SYLLABLE GX'), (u.lookup, 'HANGUL SYLLABLE '),
                 (u.decimal, 'a'), (u.decimal, '\xb2'), (u.digit, 'a'), (u.digit, '\xb2'), (u.numeric, 'a'), (u.numeric, '\u0f33'), (u.category,), (u.category, 'ab'), (u.combining, 5), (u.mirrored, None), (u.decimal, 'ab', 1), (u.digit,),
                 (u.normalize, 'XX', 'a'), (u.normalize, 'XX', ''), (u.normalize, 'NFC', 5), (u.normalize, 5, 'a'), (u.is_normalized, 'NFD', '\xe9'), (u.is_normalized, 'NFC', '\xe9'), (u.is_normalized, 'XX', 'b')):
    print(f.__name__, args if len(repr(args)) < 60 else '...', t(f, *args))
for text in ('e\u0301', '\xe9', '\u212b', '\ufb03', '\uac00', '\u1100\u1161', 'a\u0323\u0307', 'a\u0307\u0323', '\ud800\u0301', 'e\u0301\ud800e\u0301', '\u2460\xbd', 'abc'):
    print(ascii(text), [ascii(u.normalize(form, text)) for form in ('NFC', 'NFD', 'NFKC', 'NFKD')])
print(u.unidata_version, u.normalize('NFC', 'abc') is not None)
same = all(u.lookup(u.name(chr(i))) == chr(i) for i in range(0x20, 0x3000) if u.name(chr(i), None))
print(same, sum(u.name(chr(i), '') != '' for i in range(0x3000)))
