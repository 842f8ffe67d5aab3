# Slices of every sequence with every sign and size of start, stop and step.
ends = [None, 0, 1, 2, 5, 9, -1, -3, -9, 10**20, -10**20]
for step in (None, 1, 2, 3, -1, -2, 10**20, -10**20):
    for a in ends:
        row = []
        for b in ends:
            s = slice(a, b, step)
            row.append(("".join("abcde"[s]), len([0, 1, 2, 3, 4][s]), len((0, 1, 2)[s]), len(range(5)[s]), len(bytearray(4)[s]), s.indices(5)))
        print(step, a, row[::3])
for seq in ([0, 1, 2, 3, 4, 5], bytearray(b"012345")):
    for a, b, step, new in ((1, 3, None, [9]), (1, 3, None, []), (0, 0, None, [7, 8]), (None, None, 2, [1, 2, 3]), (None, None, -1, [5, 4, 3, 2, 1, 0]), (3, 1, None, [6]), (10, 20, None, [6]), (-2, None, None, [1, 2, 3]), (None, None, 2, [1]), (0, 4, -1, []), (4, 0, -2, [1, 2])):
        t = seq[:]
        try: t[a:b:step] = new
        except ValueError as error: print(error, end=" ")
        print(t, end=" ")
        t = seq[:]
        del t[a:b:step]
        print(t)
class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
print("abcde"[I(1):I(4):I(2)], slice(1, 2) == slice(1, 2), slice(1, 2) < slice(1, 3), slice("a", "b", "c"), slice(3).start, repr(slice(None)))
for use in (lambda: [1][::0], lambda: "a"[::"x"], lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: hash(slice(1)), lambda: slice(1).indices(-1), lambda: slice(1).indices("x"), lambda: slice(1, 2, 0).indices(3), lambda: slice("x").indices(3), lambda: [1, 2][I("x"):], lambda: setattr(slice(1), "start", 2), lambda: slice(1).__reduce__(), lambda: [0, 1, 2].__getitem__(slice(1, None)), lambda: range(10)[2:8:3], lambda: range(10)[::-2][1], lambda: range(0, 10, 3)[-1], lambda: range(10**20, 10**21, 10**19)[3:5], lambda: slice(x=1)):
    try: print(repr(use()))
    except Exception as error: print(type(error).__name__ + ":", error)
