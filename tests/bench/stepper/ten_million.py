total = 0
for i in range(1_300_000):
    total += i % 7
print(total)
