import sys
n = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
total = 0
i = 0
while i < n:
    total += i & 7
    i += 1
print(total)
