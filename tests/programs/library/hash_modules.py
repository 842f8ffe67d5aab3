# The modules behind hashlib: each algorithm at lengths around its block, copies, and all errors.
import _md5, _sha1, _sha256, _sha512, _sha3, _blake2
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
makers = [_md5.md5, _sha1.sha1, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512, _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512, _blake2.blake2b, _blake2.blake2s]
shakes = [_sha3.shake_128, _sha3.shake_256]
text = bytes(i * 7 % 251 for i in range(1000))
for make in makers:
    h = make()
    print(h.name, h.block_size, h.digest_size, h.hexdigest(), make(b'abc').hexdigest(), sep='\n  ')
    for size in (1, 55, 56, 63, 64, 65, 71, 72, 73, 103, 104, 111, 112, 127, 128, 129, 135, 136, 143, 144, 145, 167, 168, 200, 255, 256, 257, 999):
        print('  ', size, make(text[:size]).hexdigest()[:16], end='')
    print()
    a = make(text[:100]); b = a.copy(); a.update(text[100:]); b.update(bytearray(text[100:500])); b.update(memoryview(text)[500:])
    print(a.digest() == b.digest() == make(text).digest(), a.hexdigest() == a.digest().hex(), len(a.digest()))
for make in shakes:
    h = make(text)
    print(h.name, h.block_size, h.digest_size, h._capacity_bits, h._rate_bits, h._suffix, h.hexdigest(16), h.digest(0), h.hexdigest(400)[-20:], len(h.digest(1000)))
print(_sha3.sha3_256()._suffix, _sha3.sha3_512()._rate_bits, _sha3.keccakopt, _sha3.implementation)
for f in [lambda: _md5.md5('a'), lambda: _md5.md5(5), lambda: _md5.md5(b'a', b'b'), lambda: _md5.md5(string=b'a').hexdigest(), lambda: _md5.md5(b'a', usedforsecurity=False).digest(), lambda: _md5.md5(b'a', x=1), lambda: _md5.md5().update('a'), lambda: _md5.md5().update(), lambda: _md5.MD5Type(), lambda: _md5.md5(None), lambda: _md5.md5().x,
          lambda: setattr(_md5.md5(), 'name', 'x'), lambda: _md5.MD5Type, lambda: _sha1.SHA1Type, lambda: _sha256.SHA224Type, lambda: _sha256.SHA256Type, lambda: _sha512.SHA384Type, lambda: _md5.md5(memoryview(b'abcd')[::2]), lambda: type('X', (_md5.MD5Type,), {}),
          lambda: _sha3.sha3_256(data=b'a'), lambda: _sha3.sha3_256('a'), lambda: _sha3.shake_128(b'a').hexdigest(-5), lambda: _sha3.shake_128(b'a').digest(), lambda: _sha3.shake_128(b'a').digest('a'), lambda: _sha3.shake_128(b'a').digest(1 << 29), lambda: _sha3.shake_128().digest(1 << 70), lambda: _sha3.shake_128().hexdigest(True), lambda: _sha3.sha3_224(b'', b''), lambda: type('X', (_sha3.sha3_256,), {})]:
    t(f)

# BLAKE2's keys and trees.
b2 = _blake2.blake2b
for f in [lambda: b2(b'a', digest_size=0), lambda: b2(b'a', digest_size=65), lambda: _blake2.blake2s(b'a', digest_size=33), lambda: b2(b'', key=b'a' * 65), lambda: b2(b'', salt=b'a' * 17), lambda: b2(b'', person=b'a' * 17), lambda: b2(b'', fanout=256), lambda: b2(b'', fanout=-1), lambda: b2(b'', fanout=1 << 40), lambda: b2(b'', depth=0), lambda: b2(b'', leaf_size=-1), lambda: b2(b'', leaf_size=1 << 32), lambda: b2(b'', leaf_size='a'), lambda: b2(b'', leaf_size=1 << 70),
          lambda: b2(b'', node_offset=-1), lambda: b2(b'', node_offset=1 << 64), lambda: _blake2.blake2s(b'', node_offset=1 << 48), lambda: b2(b'', node_depth=256), lambda: b2(b'', inner_size=65), lambda: b2('a'), lambda: b2(b'', key='a'), lambda: b2(data=b''), lambda: b2(b'', b''), lambda: b2(b'', digest_size='a'), lambda: b2.MAX_DIGEST_SIZE, lambda: _blake2.blake2s.SALT_SIZE, lambda: _blake2.BLAKE2S_MAX_KEY_SIZE, lambda: type('X', (b2,), {})]:
    t(f)
for key in (b'', b'k', b'x' * 64):
    for data in (b'', b'a', text[:128], text[:129], text):
        print(b2(data, key=key).hexdigest()[:24], _blake2.blake2s(data, key=key[:32]).hexdigest()[:24], end=' ')
    print()
for last in (False, True):
    print(b2(b'a', digest_size=20, key=b'key', salt=b'salt', person=b'pers', fanout=2, depth=3, leaf_size=4, node_offset=5, node_depth=1, inner_size=32, last_node=last).hexdigest(),
          _blake2.blake2s(text, digest_size=7, salt=b'12345678', person=b'abcdefgh', fanout=0, depth=255, leaf_size=2**32 - 1, node_offset=2**48 - 1, node_depth=255, inner_size=32, last_node=last).hexdigest())
