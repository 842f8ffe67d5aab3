"""Classes made at run time: each is a cycle of its own."""
OUT = []
import gc


class Meta(type):
    def __new__(meta, name, bases, namespace):
        namespace["made"] = name
        return super().__new__(meta, name, bases, namespace)


def make(n):
    class Local:
        kind = n

        def method(self):
            return self.kind

        @property
        def double(self):
            return self.kind * 2

    class Child(Local, metaclass=Meta):
        def method(self):
            return super().method() + 1
    return Child


total = 0
for i in range(120):
    instance = make(i)()
    total += instance.method() + instance.double
OUT.append((total,))
types = [type("T%d" % i, (object,), {"x": i}) for i in range(150)]
OUT.append((sum(t.x for t in types),))
del types
OUT.append((gc.collect() > 0, gc.get_count(),))
for line in OUT:
    print(*line)
