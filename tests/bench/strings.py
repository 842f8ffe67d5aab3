"""Strings: built by appending, joining, formatting, cutting and replacing."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000


def build(size):
    text = ""
    parts = []
    for i in range(size):
        text += chr(97 + i % 26)
        parts.append(f"{i:x}-{text[i]}")
    joined = ",".join(parts)
    return text, joined


text, joined = build(SIZE)
print(len(text), len(joined), joined.count("a"), text[-5:])
fields = joined.split(",")
print(sum(len(field.replace("-", "").upper().strip("F")) for field in fields))
print(len("".join([field[::-1] for field in fields if field.startswith("1")])))
print(len("".join(["%d:%s;" % (i, field) for i, field in enumerate(fields)])))
