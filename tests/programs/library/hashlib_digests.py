"""Digests of texts and files in pieces, by every algorithm that is always there."""
import hashlib
import hmac
import io

text = 'The quick brown fox jumps over the lazy dog'.encode()
for name in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_256', 'blake2b', 'blake2s'):
    whole = hashlib.new(name, text)
    pieces = getattr(hashlib, name)()
    for start in range(0, len(text), 5):
        pieces.update(text[start:start + 5])
    print(name, whole.digest_size, whole.block_size, whole.hexdigest()[:32], whole.digest() == pieces.digest(), whole.name)
shake = hashlib.shake_128(b'x')
print(shake.hexdigest(10), shake.hexdigest(4), hashlib.shake_256(b'').hexdigest(8))
half = hashlib.sha256(b'ab')
fork = half.copy()
half.update(b'c')
print(half.hexdigest() == hashlib.sha256(b'abc').hexdigest(), fork.hexdigest() == hashlib.sha256(b'ab').hexdigest())
print(hashlib.file_digest(io.BytesIO(text * 1000), 'sha256').hexdigest()[:20])
print(hmac.new(b'key', text, 'sha256').hexdigest(), hmac.compare_digest('a', 'a'), hmac.compare_digest(b'a', b'b'))
print(hashlib.blake2b(b'm', key=b'k', digest_size=8, salt=b's', person=b'p').hexdigest())
print(sorted(hashlib.algorithms_guaranteed) == sorted(hashlib.algorithms_guaranteed & hashlib.algorithms_available))
for bad in (lambda: hashlib.md5('text'), lambda: hashlib.new('nothing'), lambda: hashlib.blake2b(digest_size=99)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
