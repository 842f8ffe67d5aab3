for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 2: break
        print(i, j)
    else:
        print("inner done", i)
else:
    print("outer done")
n = 0
while n < 5:
    n += 1
    if n == 2: continue
    if n == 4: break
else:
    print("not reached")
print(n)
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]: print(a, b, c)
for k, v in {"x": 1}.items(): print(k, v)
for i, c in enumerate("ab", 1): print(i, c)
for x in reversed([1, 2]): print(x)
for ch in "hi": print(ch)
it = iter([1, 2, 3])
for x in it:
    print(x, next(it, None))
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 == 2, not 1, 1 and 0 or 5, None or "d", "" and "x")
print(1 if n else 2, [1, 2][n > 10], 1 is 1, None is not None, 3 in [1, 3], 4 not in (4,))
