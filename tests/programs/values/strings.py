# Strings and bytes.
s = "Hello, Wörld €𝄞"
print(s, len(s), s[7:12], s.upper(), s.split(","), "ö" in s, s.find("W"))
print(repr(s), ascii(s), s.encode(), s.encode("latin-1", "replace"))
print("a,b,,c".split(","), " x ".strip(), "-".join("abc"), "abc" * 2, "b" < "c")
print("x".center(5, "*"), "abc".replace("b", "BB"), "a\tb\n".expandtabs(4), "Title case".title())
print(r"raw\n", "esc\x41\u20ac\n", 'quote"s', "both'\"")
print(b"bytes\x00\xff", bytes(3), bytes([65, 66]), bytearray(b"abc"), b"abc"[1], b"abc"[1:])
print(ord("a"), chr(8364), hex(255), oct(8), bin(5), int("ff", 16), float("1e3"))
print("".isdigit(), "12".isdigit(), "ab".isalpha(), "A".islower(), "abc".startswith(("x", "a")))
print(str(None), str(1.5), repr("a'b"), "%s" % (1,), "abc".partition("b"), "line\nbreak".splitlines())
