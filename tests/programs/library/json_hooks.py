# Hooks on the way in and out: tagged objects, exact numbers, ordered pairs.
import json
from decimal import Decimal
from fractions import Fraction


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Encoder(json.JSONEncoder):
    def default(self, value):
        if isinstance(value, Point):
            return {"point": [value.x, value.y]}
        if isinstance(value, Fraction):
            return str(value)
        return super().default(value)


def revive(pairs):
    return Point(*pairs["point"]) if "point" in pairs else pairs


text = json.dumps({"at": Point(1, 2), "all": [Point(3, 4), Fraction(1, 3)], "n": None}, cls=Encoder)
print(text)
print(json.loads(text, object_hook=revive))
print(json.loads('{"a": 1, "a": 2, "b": {"c": []}}', object_pairs_hook=lambda pairs: pairs))
print(json.loads("[1.10, 2, 1e2, NaN]", parse_float=Decimal, parse_int=Fraction, parse_constant=str.lower))
keys = json.loads('[{"name": 1}, {"name": 2}, {"na\\u006de": 3}]')
print([next(iter(item)) is next(iter(keys[0])) for item in keys])
print(json.dumps({"z": 1, "a": [1, (2, 3)], "é": True}, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
print(json.dumps({"a": {"b": [], "c": {}}, "d": [1, {"e": None}]}, indent=2))
print(json.dumps({1: 1, True: 2, None: 3, 2.5: 4}), json.dumps([1e300, 5e-324, -0.0, 10 ** 25]))


class Celsius(float):
    def __repr__(self):
        return "hot"


class Code(int):
    def __str__(self):
        return "secret"


print(json.dumps([Celsius(1.5), Code(7), {Code(8): Celsius(2)}]))
decoder = json.JSONDecoder()
rest, values = '1 "two" [3] {"four": 4}', []
while rest:
    value, end = decoder.raw_decode(rest)
    values.append(value)
    rest = rest[end:].lstrip()
print(values, decoder.decode("  7  "), list(json.JSONEncoder().iterencode([1, {"a": 2}])))
try:
    json.loads('{"a": 1}', object_hook=lambda pairs: 1 / 0)
except ZeroDivisionError as error:
    print(error)
try:
    json.dumps([Point(1, 2)])
except TypeError as error:
    print(error)
