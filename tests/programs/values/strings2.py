s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.find("o"), s.rfind("o"), s.count("l"), s.replace("l", "L", 1), s.split(", "), s.startswith("He"), s.endswith(("x", "d")))
print("  x ".strip() + "|", "xxaxx".strip("x"), "a,b,,c".split(","), " a  b ".split(), "a-b-c".rsplit("-", 1), "a\nb\r\nc".splitlines(), "k=v".partition("="), "-".join(["a", "b"]))
print("abc".center(9, "*"), "7".zfill(3), "a".ljust(3) + "|", "a".rjust(3), "ab\tc".expandtabs(4), "abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".istitle(), "AB".isupper())
print("abc" < "abd", "a" in "abc", "abc"[1], "abc"[-1], "abcdef"[1:5:2], len("h\u00e9llo"), ord("\u20ac"), chr(8364), "\u00e9".encode(), b"\xc3\xa9".decode(), "abc".encode("ascii"))
print(repr("it's"), repr('"'), repr("\n\t\\"), repr("\u00e9\x7f\u200b"), ascii("\u00e9"), str(b"a"), "x".maketrans("ab", "cd"), "aabb".translate(str.maketrans("ab", "cd")))
print("%-5s|%5s|%05d|%+d|%.3f|%e|%c|%s" % ("a", "b", 42, 5, 3.14159, 12345.678, "z", [1]), "%(k)s" % {"k": 1})
print("{:>5}|{:<5}|{:^5}|{!r}|{:d}|{:.2f}".format("a", "b", "c", "d", 5, 2.5), "{a[0]} {b.real}".format(a=[1], b=2))
print("abc".removeprefix("a"), "abc".removesuffix("c"), "\u00df".casefold(), "\u00df".upper(), "a" * 0 == "", "abc".isidentifier(), "1".isnumeric())
