# Instances have the layout of the best base, wherever that stands among the bases.
class Mixin:
    def __init__(self, n):
        super().__init__()
        self.n = n


class Table(Mixin, dict):
    pass


class Items(Mixin, list):
    pass


table, items = Table(2), Items(3)
table["x"] = 1
items.append(5)
print(table, "x" in table, table.n, len(Table.__new__(Table)), items, items.n, Table.__base__, Items.__base__)
print(type.__module__, type.__qualname__, type(type).__module__)
