# Escapes in literals, raw strings, joined literals, and how repr() writes the same characters back.
texts = ['\a\b\f\n\r\t\v\\\'\"', '\0\1\12\101\377', '\x41\xe9', '\u20ac\U0001f600', '\N{GREEK SMALL LETTER ALPHA}' 'and' "mixed", r'\n\x41', 'line\
continued', '''triple
'quoted' "text"''', "it's", 'say "hi"', 'both \' and "', '\x7f\x80\xa0\xad', '\u2028\ud800\ufeff\U000e0001', 'a\\b', '', ' ', '\\N', u'u', 'é€😀']
for t in texts:
    print(len(t), repr(t), ascii(t), eval(repr(t)) == t == eval(ascii(t)))
raw = [b'\x00\n\'"', b'\xff\\' b'joined', rb'\x41\n', br"\'", b'''a
b''', b'caf\xc3\xa9']
for b in raw:
    print(len(b), b, list(b), eval(repr(b)) == b)
print('tab\there', 'nul\0end' == 'nul\x00end', '\1' '2' == '\x012', '\08' == '\x008', "a" 'b' """c""", f'{"in"}' 'out', ('multi'
      'line'), str(b'abc'), repr('\'') == '"\'"', '%r %a' % ('é\n', 'é\n'), f'{"é"!a} {"é"!r:>5}', repr("\\'"))
import warnings
warnings.simplefilter('error')
for source in (r"'\x4'", r"'\u12'", r"'\U00110000'", r"'\N{NO SUCH}'", r"'\N'", "'abc", "b'é'", r"b'\x4'", "'''abc", r"'\d'", r"'\400'", "f'{'", "f'{}'", "f'}'"):
    try:
        print(source, ascii(eval(source)))
    except SyntaxError as e:
        print(source, type(e).__name__, e.msg)
