# binascii: each encoding both ways, lenient and strict, with its errors; checksums.
import binascii as b
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e)
for f in [lambda: b.a2b_uu(b'#86)C\n'), lambda: b.a2b_uu(''), lambda: b.a2b_uu(b'#86)Cx'), lambda: b.a2b_uu(b'#8\x80'), lambda: b.a2b_uu(b' '), lambda: b.a2b_uu(b'!!'), lambda: b.a2b_uu(b'#86)C  `\n'), lambda: b.b2a_uu(b'abc'), lambda: b.b2a_uu(b'x' * 46), lambda: b.b2a_uu(b'\0', backtick=True), lambda: b.b2a_uu(b''), lambda: b.b2a_uu(b'', backtick=True), lambda: b.b2a_uu('a'), lambda: b.a2b_uu(b.b2a_uu(bytes(range(45)))),
          lambda: b.a2b_base64('YWJj'), lambda: b.a2b_base64(b'YW Jj\n'), lambda: b.a2b_base64(b'YWJ'), lambda: b.a2b_base64(b'Y'), lambda: b.a2b_base64(b'YWJjY'), lambda: b.a2b_base64(b'YW=='), lambda: b.a2b_base64(b'YW='), lambda: b.a2b_base64(b'=YW='), lambda: b.a2b_base64(b'YW==YW=='), lambda: b.a2b_base64('é'), lambda: b.a2b_base64(b'a\0b=='), lambda: b.a2b_base64(5),
          lambda: b.b2a_base64(b'abcd'), lambda: b.b2a_base64(b'abcd', newline=False), lambda: b.b2a_base64(b''), lambda: b.b2a_base64('a'), lambda: b.a2b_base64(b.b2a_base64(bytes(range(256)))) == bytes(range(256)),
          lambda: b.crc_hqx(b'abc', 0), lambda: b.crc_hqx(b'abc', 1 << 70), lambda: b.crc_hqx(b'abc', -1), lambda: b.crc32(b'abc'), lambda: b.crc32(b'abc', 5), lambda: b.crc32(b'abc', -1), lambda: b.crc32(b'abc', 1 << 40), lambda: b.crc32(bytes(range(256)), 0xffffffff), lambda: b.crc32('a'), lambda: b.crc_hqx(b'a'), lambda: b.crc32(b'a', 'a'), lambda: b.crc32(),
          lambda: b.hexlify(b'abc'), lambda: b.hexlify(b'abc', ':'), lambda: b.b2a_hex(b'abcde', b'-', 2), lambda: b.hexlify(b'abcde', '-', -2), lambda: b.hexlify('a'), lambda: b.hexlify(b'a', 'ab'), lambda: b.hexlify(b'abc', sep='-', bytes_per_sep=1), lambda: b.unhexlify('616'), lambda: b.unhexlify('61zz'), lambda: b.unhexlify(b'61aFFA'), lambda: b.unhexlify('é'), lambda: b.a2b_hex(5), lambda: b.unhexlify(bytearray(b'61 ')),
          lambda: b.a2b_qp(b'a=3D=\nb=4x=='), lambda: b.a2b_qp('a_b', header=True), lambda: b.a2b_qp(b'a=\r\nb=0d=0'), lambda: b.a2b_qp(data=b'a'), lambda: b.b2a_qp(b'a=b \t\n\x00\xff' + b'x' * 100), lambda: b.b2a_qp(b'a b_c', header=True), lambda: b.b2a_qp(b'a b\t', quotetabs=True), lambda: b.b2a_qp(b'a\r\nb\n', istext=False), lambda: b.b2a_qp(b'a \r\nb\n'), lambda: b.b2a_qp(b'.\n.a\n.'), lambda: b.b2a_qp(b'\xe9' * 30), lambda: b.b2a_qp('a'),
          lambda: b.Error.__mro__, lambda: b.Incomplete.__mro__, lambda: issubclass(b.Error, ValueError)]:
    t(f)
for text in (b'YWJj', b'YW Jj', b'=YWJj', b'YW==a', b'YW=a', b'YWJj====', b'YW===', b'', b'YWJj=', b'YW==', b'Y', b'YWJ'):
    print(text, end=' '); t(lambda: b.a2b_base64(text, strict_mode=True))
