# Reading and writing JSON.
import json

data = {"name": "Ünï", "numbers": [1, -2.5, 1e100, 10**20], "nested": {"t": True, "n": None}, "empty": [[], {}], 5: "key"}
text = json.dumps(data)
print(text)
print(json.dumps(data, indent=2, sort_keys=False, ensure_ascii=False))
print(json.loads(text) == {**{k: v for k, v in data.items() if k != 5}, "5": "key"}, json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")))
print(json.loads(' [1 , 2.50, "\\u00e9\\n\\ud83d\\ude00", -0, 1E3] '), json.dumps("\u2028\"\\/\x01é😀"), json.dumps(float("nan")))
for bad in "", "[1,]", "{'a': 1}", '{"a" 1}', "[1", "nul", '"abc', "1 2", '{"a":}', "[1 2]":
    try:
        json.loads(bad)
    except json.JSONDecodeError as error:
        print(error, error.pos)
try:
    json.dumps({1, 2})
except TypeError as error:
    print(error)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as error:
    print(error)
