# bin(), oct(), hex() and int() with a base: there and back, for both signs and any size.
for n in (0, 1, -1, 10, -10, 255, 256, -4096, 2**64 - 1, -2**64, 3**50):
    texts = bin(n), oct(n), hex(n)
    print(n, *texts, all(int(text, 0) == n for text in texts), int(texts[0], 2) == int(texts[1], 8) == int(texts[2], 16) == n)
for text, base in (('z', 36), ('Z', 36), ('10', 2), ('  12  ', 10), ('1_000', 10), ('0x_1f', 16), ('0b11', 0), ('0o17', 0), ('-0xff', 0), ('+7', 8), ('\u0665\u0666', 10), ('00', 0), ('9' * 30, 10)):
    print(repr(text), base, int(text, base))
class Index:
    def __index__(self): return 42
print(bin(Index()), oct(Index()), hex(Index()), hex(True), f'{Index().__index__():#b}')
for f in (lambda: int('12', 2), lambda: int('', 10), lambda: int('1__0'), lambda: int('_1'), lambda: int('1_'), lambda: int('010', 0), lambda: int('0x', 16), lambda: int('1', 1), lambda: int('1', 37), lambda: int('1', -2), lambda: int(5, 10), lambda: int('5', 'a'), lambda: int(base=5), lambda: int('\0'), lambda: int('1 2'), lambda: bin(1.5), lambda: hex('a'), lambda: oct(), lambda: int(None), lambda: int([]), lambda: int('x' * 60)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
