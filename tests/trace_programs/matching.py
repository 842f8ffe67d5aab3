def describe(value):
    match value:
        case 0:
            return "zero"
        case [x, y]:
            return f"pair {x} {y}"
        case {"key": found, **rest}:
            return f"key {found} {rest}"
        case str() as text if len(text) > 3:
            return f"long {text!r:>10}"
        case _:
            return "other"


for item in (0, [1, 2], {"key": 5, "more": 6}, "abcdef", "ab", 2.5):
    print(describe(item))
