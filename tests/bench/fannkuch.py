"""Lists and slices: the flips a pack of pancakes needs."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 9


def fannkuch(n):
    order = list(range(n))
    count = [0] * n
    checksum = most = turn = 0
    i = 1
    while True:
        if i == 1:
            flips = 0
            pack = order[:]
            first = pack[0]
            while first:
                pack[:first + 1] = pack[first::-1]
                flips += 1
                first = pack[0]
            most = max(most, flips)
            checksum += -flips if turn else flips
            turn = not turn
        while i < n and count[i] >= i:
            count[i] = 0
            i += 1
        if i == n:
            return checksum, most
        other = count[i] if i % 2 else 0
        order[other], order[i] = order[i], order[other]
        count[i] += 1
        i = 1


print(fannkuch(SIZE))
