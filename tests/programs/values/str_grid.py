# Every method of str over many texts.
import sys
texts = ["", "a", "abc", "ABC def", " \t lead and trail \n", "\u00e4\u00d6\u00df", "\u0130\u0131\ufb01\u01c5", "\u4e2d\u6587", "\U0001f600x", "a\nb\r\nc\x0bd\x1ce\u2028f\x85", "0123", "\u0661\u00b2\u2155", "under_score", "class", "tab\there", "aaa", "a-b-c", "Title Case Here", "\x00nul\x7f", "\u0301combining", "mixed\u2003space\u00a0", "\u1e9e\u03a3\u03c3\u03c2 \u03a3.", "x" * 30]
for t in texts:
    print(ascii(t), [m for m in ("isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper") if getattr(t, m)()])
    print("  ", [ascii(getattr(t, m)()) for m in ("upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip", "lstrip", "rstrip", "expandtabs")])
    print("  ", ascii(t.split()), ascii(t.split("a")), ascii(t.rsplit(None, 1)), ascii(t.rsplit("a", 1)), ascii(t.splitlines()), ascii(t.splitlines(True)), ascii(t.partition("b")), ascii(t.rpartition(" ")))
    print("  ", t.count("a"), t.count(""), t.find("b"), t.rfind("c"), t.find("", 2), t.rfind("", 0, 1), t.startswith("a"), t.startswith(("x", "A")), t.endswith("c"), t.endswith("", 5), t.find("a", -2), t.count("a", 1, -1))
    print("  ", ascii(t.replace("a", "--")), ascii(t.replace("", "."))[:60], ascii(t.replace("a", "", 1)), ascii(t.center(9, "*")), ascii(t.ljust(5)), ascii(t.rjust(5, "0")), ascii(t.zfill(6)), ascii(t.removeprefix("a")), ascii(t.removesuffix("c")), ascii(t[::-1]), ascii(t[1:3]), ascii(t * 2)[:50], ascii(t.translate({97: "A", 98: None, 99: 100})))
    print("  ", [t.encode(e, "replace") for e in ("ascii", "latin-1", "utf-8", "utf-16-le", "utf-32-be")], ascii(t.encode("ascii", "backslashreplace")), t.encode("ascii", "xmlcharrefreplace"), [c.encode("ascii", "namereplace") for c in t if c < "\u4e00"][:4], hash(t) == hash(t[:]), sys.getsizeof(t), len(t), repr(t), ascii("-".join(t)), t in "abc class", t < "b", ascii(max(t, default="none")))
print("+1".zfill(5), "-".zfill(3), "--1".zfill(5), "".zfill(2), "a\tb\tc".expandtabs(4), "\t".expandtabs(0), "ab\tc\n\td".expandtabs(3), "".join([]), ", ".join(["a"]), "x".join("abc"))
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    import unicodedata
    print(form, [ascii(unicodedata.normalize(form, t)) for t in ("\u00e4", "\ufb01", "\u0301", "\u212b")])
