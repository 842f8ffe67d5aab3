# A program that talks: what it writes appears once, what it reads is asked for once, chance and clocks stay as they were.
import random
import sys
import time

turns = int(sys.argv[1]) if len(sys.argv) > 1 else 50
read = written = 0
last = ""
began = time.monotonic()
for i in range(turns):
    chance = random.random()
    if i % 10 == 0:
        try:
            last = input()
            read += 1
        except EOFError:
            last = None
    if i % 7 == 0:
        print(i, last, round(chance, 3), flush=i % 2 == 0)
        written += 1
    if i % 50 == 0:
        print("at", i, file=sys.stderr)
    number = hash((i, chance)) % 1000
    clock = time.monotonic() - began
print(read, written, clock >= 0)
