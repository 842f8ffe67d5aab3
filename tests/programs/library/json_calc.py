# Numbers and strings of JSON, there and back, many of them.
import json

seed = 7
values = []
for i in range(300):
    seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
    kind = seed >> 8 & 7
    if kind < 2:
        values.append(seed - 2**30)
    elif kind < 4:
        values.append((seed - 2**30) / 2**(seed >> 12 & 63))
    elif kind < 6:
        values.append("".join(chr(seed >> j & 0x3FF) for j in range(0, 12, 3)))
    elif kind == 6:
        values.append({"k%d" % i: values[-2:]})
    else:
        values.append([None, True, False][seed % 3])
text = json.dumps(values)
print(len(text), json.loads(text) == values, hash(text), json.dumps(json.loads(text)) == text)
print(json.dumps(values[:6], indent=4, ensure_ascii=False))
deep = "[" * 200 + "]" * 200
print(json.dumps(json.loads(deep)) == deep)
