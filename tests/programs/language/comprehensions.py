print([x * y for x in range(3) for y in range(3) if x != y])
print({x: x ** 2 for x in range(4)}, {c for c in "hello"} == set("helo"))
print([[j for j in range(i)] for i in range(4)])
print(list(x for x in range(3)), sum(x for x in [1, 2, 3]))
x = "outer"
print([x for x in range(2)], x)
print([y := 5, y ** 2], [last := i for i in range(3)], last)
print([(a, b) for a, b in zip("ab", [1, 2])], [*map(str, range(3))], list(filter(None, [0, 1, "", 2])))
m = [[1, 2], [3, 4]]
print([list(r) for r in zip(*m)], [c for r in m for c in r])
print([i for i in range(10) if i % 2 if i > 3], {k: v for k, v in {"a": 1}.items()})
