# Documents that are none, and where they break; values that cannot be written.
import json
import sys

for text in ("", " ", "{", "[", "[1,", "[1 2]", '{"a"', '{"a":', '{"a":1,', '{"a" 1}', "{1:2}", '{"a":1 "b":2}', "tru", "nul", "-", "01", "1.", ".5",
             "+1", "[1]]", '"abc', '"a\nb"', '"\\x"', '"\\u12"', '"\\ud800', "'a'", "[1,]", '{"a":1,}', "Infinit", "\ufeff1", "[" * 3 + "]" * 2):
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as error:
        print(repr(text), "->", error, (error.pos, error.lineno, error.colno))
print(json.loads('"a\tb"', strict=False) == "a\tb", json.loads('"\\ud83c\\udf88\\ud83c"') == "🎈\ud83c", json.loads("[NaN, -Infinity, 1E400, -0, -0.0]"))

circle = []
circle.append({"me": circle})


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: json.dumps(circle))
attempt(lambda: json.dumps({1, 2}))
attempt(lambda: json.dumps({(1, 2): 3}))
attempt(lambda: json.dumps({(1, 2): 3, "k": 4, 5: None}, skipkeys=True))
attempt(lambda: json.dumps(float("nan"), allow_nan=False))
attempt(lambda: json.dumps({"b": 1, 2: 3}, sort_keys=True))
attempt(lambda: json.dumps(2j, default=lambda value: value))
attempt(lambda: json.dumps([2j, {3j: 4}], default=str, skipkeys=True))
attempt(lambda: json.loads(b'\xff'))
attempt(lambda: json.loads(5))
attempt(lambda: json.dumps("\ud800é\x00\x7f"), )
attempt(lambda: ascii(json.dumps("\ud800é\x00\x7f", ensure_ascii=False)))
sys.setrecursionlimit(300)
attempt(lambda: json.loads("[" * 1000))
attempt(lambda: json.loads('{"a":' * 1000))
deep = []
for _ in range(1000):
    deep = [deep]
attempt(lambda: json.dumps(deep))
