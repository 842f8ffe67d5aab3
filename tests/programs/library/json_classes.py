# JSON of classes: default, object_hook, encoders, files.
import io
import json
from decimal import Decimal


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, thing):
        if isinstance(thing, Point):
            return {"point": [thing.x, thing.y]}
        if isinstance(thing, (set, frozenset)):
            return sorted(thing)
        return super().default(thing)


def revive(mapping):
    return Point(*mapping["point"]) if "point" in mapping else mapping


text = json.dumps({"p": Point(1, 2), "s": {3, 1, 2}}, cls=Encoder)
print(text, json.loads(text, object_hook=revive)["p"].y)
print(json.loads("[1.10, 3]", parse_float=Decimal, parse_int=str), json.loads('{"a":1,"a":2}', object_pairs_hook=list))
out = io.StringIO()
json.dump([1, {"a": "b"}], out, indent="\t")
print(repr(out.getvalue()), json.load(io.StringIO('{"x": [true, false, null]}')))
print("".join(Encoder(indent=1).iterencode([1, {"k": {2, 1}}])), json.dumps([1.0, 1e16, 0.1, -0.0]))
print(json.JSONDecoder().raw_decode('[1, 2] tail'), json.dumps({True: 1, None: 2, 1.5: 3}), json.dumps({(1, 2): 3}, skipkeys=True))
try:
    json.dumps(object, cls=Encoder)
except TypeError as error:
    print(error)
