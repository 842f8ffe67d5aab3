# Case in Unicode: one letter may become three, the final sigma, title case, and comparisons without case.
for s in ('hello world', "they're bill's", 'HELLO', 'ß', 'ẞ', 'ǆ', 'ﬁ', 'ΑΣ', 'ΑΣΑ ΣΑΣ', 'İstanbul', 'ı', 'ŉ', 'ᾳ', '123abc', 'über-ALLES', 'x1Y2', '', 'ά', 'ᲀ', '𐐀'):
    print(s, s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), s.isupper(), s.islower(), s.istitle(), len(s.upper()))
print('STRASSE'.casefold() == 'straße'.casefold(), 'İ'.lower() == 'i̇', len('İ'.lower()), 'ΣΑΣ'.lower(), 'Σ'.lower(), 'aΣ'.lower(), 'aΣb'.lower(), 'a\'Σ'.lower(), sorted(['b', 'A', 'a', 'B', 'ä'], key=str.casefold), 'K' == '\u212a'.lower().upper(), 'ſ'.upper(), 'µ'.upper(), 'ÿ'.upper())
for c in 'aA1 _-é½²Ⅷ一😀\u0301\u00a0\u200b\x1c':
    print(ascii(c), [getattr(c, 'is' + m)() for m in 'alnum alpha ascii decimal digit identifier lower numeric printable space title upper'.split()])
