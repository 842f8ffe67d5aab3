def double(n):
    return 2 * n


total = 0
for i in range(5):
    total += double(i)
print(total)
