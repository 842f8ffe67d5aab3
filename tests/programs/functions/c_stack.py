import sys
sys.setrecursionlimit(1000000)


def through_c(n):
    return list(map(through_c, [n + 1]))


def through_generators(n):
    for x in through_generators(n + 1):
        yield x


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x"[:0])


try:
    through_c(0)
except RecursionError as e:
    print("map: RecursionError")  # expect: map: RecursionError
try:
    list(through_generators(0))
except RecursionError as e:
    print("generators: RecursionError")  # expect: generators: RecursionError
try:
    Deep().a
except RecursionError as e:
    print("getattr: RecursionError")  # expect: getattr: RecursionError
print("alive")  # expect: alive
