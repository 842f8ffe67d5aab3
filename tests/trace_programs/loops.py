total = 0
for i in range(5):
    if i == 1:
        continue
    if i == 4:
        break
    total += i
else:
    total = -1
n = 3
while n > 0:
    n -= 1
else:
    total += 100
print(total)
