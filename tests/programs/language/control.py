# if, while, for, break, continue, else.
for i in range(6):
    if i == 1:
        continue
    elif i == 4:
        break
    else:
        print(i)
else:
    print("not reached")
for i in []:
    pass
else:
    print("empty loop ends")
n = 0
while n < 3:
    n += 1
else:
    print("while ends", n)
while True:
    n -= 1
    if not n:
        break
print("a" if n else "b", n or "zero", n and "never")
for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    print(a, b, c)
print([y for x in range(5) if x % 2 for y in (x, -x)])
print({k: v for k, v in zip("abc", range(3))}, sorted({x % 3 for x in range(10)}))
if (m := 10) > 5:
    print("walrus", m)
assert m == 10, "never"
del m
try:
    m
except NameError as error:
    print(error)
