a, b = 1, 2
a, b = b, a
print(a, b)
(x, (y, *z)), w = (1, (2, 3, 4)), 5
print(x, y, z, w)
first, *mid, last = range(6)
print(first, mid, last)
*init, end = "abc"
print(init, end)
[p, q] = {"k": 1, "l": 2}
print(p, q)
for bad in ("a, b = 1", "a, b = (1,)", "a, b = 1, 2, 3", "a, *b, c = (1,)", "a, b = None", "[a] = ''"):
    try:
        exec(bad)
    except Exception as e:
        print(type(e).__name__, e)
def it():
    yield 1
    yield 2
m, n = it()
print(m, n, [*it(), *it()], {**{"a": 1}, **{"b": 2}}, (*it(),), {*it(), 3})
print(*range(3), sep="-", end="!\n")
