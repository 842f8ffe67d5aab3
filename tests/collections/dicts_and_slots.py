"""Instances whose dict is asked for, slots, subclasses of builtin containers."""
OUT = []
class Plain:
    pass


class Slots:
    __slots__ = ("a", "b")


class MyList(list):
    pass


class MyDict(dict):
    def __missing__(self, key):
        return MyList()


kept = []
for i in range(700):
    plain = Plain()
    plain.a, plain.me = i, plain
    vars(plain)["b"] = i
    slots = Slots()
    slots.a = slots.b = slots
    mine = MyList([i])
    mine.append(mine)
    table = MyDict(x=mine)
    table.owner = table
    if i % 5 == 0:
        kept.append((plain, slots, mine, table["none"]))
OUT.append((len(kept), len(kept[3][2]),))
del kept[10:]
wide = [Plain() for i in range(400)]
for i, plain in enumerate(wide):
    setattr(plain, "attribute%d" % (i % 40), [plain])
OUT.append((len(wide),))
for line in OUT:
    print(*line)
