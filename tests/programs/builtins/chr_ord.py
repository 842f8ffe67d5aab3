# chr() and ord(): characters and their numbers, to the end of Unicode, surrogates included.
for n in (0, 65, 127, 128, 255, 256, 0x20ac, 0xd800, 0xffff, 0x10000, 0x1f600, 0x10ffff):
    c = chr(n)
    print(n, ascii(c), ord(c) == n, len(c), c.isprintable())
print(ord(b'a'), ord(bytearray(b'\xff')), [ord(c) for c in 'a\xe9\u20ac\U0001f600'], ''.join(map(chr, range(97, 107))), chr(True) == '\x01')
class Index:
    def __index__(self): return 0x41
print(chr(Index()))
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr(2**40), lambda: chr(-2**80), lambda: chr('a'), lambda: chr(1.0), lambda: chr(), lambda: ord('ab'), lambda: ord(''), lambda: ord(b'ab'), lambda: ord(5), lambda: ord(None), lambda: ord()):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)
