# unicodedata.ucd_3_2_0, and the encoding idna that is made by it.
import hashlib
import unicodedata

old = unicodedata.ucd_3_2_0
print(old.unidata_version, type(old).__name__)
for name in "category", "bidirectional", "combining", "mirrored", "east_asian_width", "decomposition":
    values = [str(getattr(old, name)(chr(c))) for c in [*range(0, 0x3400, 3), *range(0x1D000, 0x1F800, 7), 0x2F868]]
    print(name, hashlib.sha256(" ".join(values).encode()).hexdigest()[:16])
for name in "decimal", "digit", "numeric":
    values = [getattr(old, name)(chr(c), None) for c in range(0, 0x3400)]
    print(name, len(set(values)), sum(1 for value in values if value is not None))
print(old.name("a"), old.name("\u0221", "none"), unicodedata.name("\u0221"), old.lookup("DIGIT TWO"))
for function in (lambda: old.name("\u0221"), lambda: old.lookup(unicodedata.name("\u0221")), lambda: old.numeric("a"), type(old)):
    try:
        print(function())
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(ascii(old.normalize("NFD", "\u00e9\U0002f868")), ascii(unicodedata.normalize("NFD", "\u00e9\U0002f868")))
print(old.is_normalized("NFC", "e\u0301"), old.normalize("NFKC", "e\u0301\ufb01"))
for host in "www.python.org.", "b\u00fccher.example", "\u30c9\u30e1.\u4f8b\u3048", "stra\u00dfe.de":
    print(host.encode("idna"), host.encode("idna").decode("idna"))
for wrong in "a" * 64 + ".de", "a..b", "\u0221.de":
    try:
        print(wrong.encode("idna"))
    except UnicodeError as error:
        print(error)
