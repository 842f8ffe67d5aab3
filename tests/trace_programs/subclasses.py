# What is more than a list or dict: their subclasses, keys that look alike, a class that changes.
class Names(dict):
    def __setitem__(self, name, value):
        super().__setitem__(name, value)


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases):
        return Names(given=1)

    def __new__(meta, name, bases, names):
        return super().__new__(meta, name, bases, dict(names))


class Made(metaclass=Meta):
    own = 2
    own = given + own


class Row(list):
    pass


class Day:
    def show(self):
        return type(self).__name__


class Night(Day):
    pass


row = Row([1, 2])
row.append(3)
row.name = "row"
names = Names(a=1)
names["b"] = row
names.update(a=2)
nan, other = float("nan"), float("nan")
keys = {nan: 1, other: 2, 1: "one", "x" * 70: 3, "x" * 69 + "y": 4, Day: 5, (1, nan): 6}
keys[True] = "true"
keys[1.0] = "still the key 1"
keys[other] = keys.pop(nan)
del keys["x" * 70]
marks = {nan, other, 1}
marks.discard(True)
time = Day()
before = time.show()
time.__class__ = Night
print(Made.own, row, len(keys), len(marks), before, time.show())


def shadowed(count):
    copy = locals()
    count += 1
    return copy["count"], count


print(shadowed(1))
