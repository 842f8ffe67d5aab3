# What is no program is refused, whatever it is; what is one runs.
# expect: invalid SRE code None None invalid SRE code invalid SRE code invalid SRE code invalid SRE code
# expect: invalid SRE code None invalid SRE code
# expect: None invalid SRE code invalid SRE code invalid SRE code
# expect: invalid SRE code None invalid SRE code invalid SRE code
# expect: None invalid SRE code invalid SRE code
# expect: None invalid SRE code None invalid SRE code
# expect: None None invalid SRE code None invalid SRE code
# expect: 1500
# expect: regular expression code size limit exceeded
# expect: regular expression code size limit exceeded
# expect: regular expression code size limit exceeded
# expect: regular expression code size limit exceeded
# expect: expected string or bytes-like object, got 'int'
# expect: 'str' object cannot be interpreted as an integer
# expect: compile() argument 'code' must be list, not tuple
# expect: compile() argument 'groupindex' must be dict, not tuple
# expect: compile() argument 'indexgroup' must be tuple, not dict
# expect: compile() missing required argument 'flags' (pos 2)
# expect: too deep, or well
import _sre

seed = 1


def dice(n):
    global seed
    seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
    return (seed >> 8) % n


def refused(code, groups=0):
    try:
        pattern = _sre.compile("x", 0, code, groups, {}, ())
    except RuntimeError as error:
        return str(error)
    for subject in "", "a", "aaabbb", "\n":
        try:
            pattern.search(subject), pattern.fullmatch(subject), pattern.findall(subject)
        except RuntimeError as error:
            assert "internal error" in str(error)


print(refused([]), refused([1]), refused([16, 97, 1]), refused([16, 97]), refused([16, 1]), refused([17, 0, 1]), refused([15, 1, 1]))
print(refused([7, 5, 16, 97, 15, 3, 0, 1]), refused([7, 5, 16, 97, 15, 2, 0, 1]), refused([7, 0, 1]))
print(refused([23, 5, 0, 9, 16, 97, 18, 1]), refused([23, 5, 3, 2, 16, 97, 18, 1]), refused([18, 1]), refused([24, 6, 0, 4294967295, 2, 1, 1]))
print(refused([13, 3, 99, 0, 1]), refused([13, 4, 16, 97, 0, 1]), refused([13, 3, 16, 97, 1]), refused([13, 4, 10, 1, 0, 1]))
print(refused([14, 8, 1, 1, 1, 1, 1, 97, 0, 16, 97, 1]), refused([14, 8, 1, 1, 1, 1, 9, 97, 0, 16, 97, 1]), refused([14, 8, 1, 1, 1, 1, 1, 97, 5, 16, 97, 1]))
print(refused([12, 0, 6, 16, 97, 15, 3, 16, 98, 1], 1), refused([12, 0, 6, 16, 97, 15, 3, 16, 98, 1], 0), refused([12, 0, 2, 1], 1), refused([12, 0, 1, 1], 1))
print(refused([4, 3, 0, 1, 1]), refused([4, 4, 0, 2, 1, 1]), refused([4, 4, 0, 2, 2, 1]), refused([27, 3, 2, 1, 1]), refused([27, 3, 2, 2, 1]))

good = [
    [14, 4, 0, 0, 4294967295, 24, 6, 0, 4294967295, 2, 1, 17, 0, 16, 97, 17, 1, 1],
    [7, 5, 16, 97, 15, 7, 5, 16, 98, 15, 2, 0, 23, 9, 0, 9, 7, 5, 16, 97, 15, 2, 0, 18, 1],
    [4, 6, 0, 16, 97, 1, 28, 5, 0, 9, 16, 97, 1, 27, 5, 16, 98, 2, 1, 1],
    [13, 4, 16, 97, 0, 13, 8, 21, 22, 97, 98, 8, 0, 0, 12, 0, 6, 16, 97, 15, 3, 11, 0, 1],
]
counts = [0, 0]
for round in range(1500):
    code = list(good[dice(len(good))])
    for _ in range(1 + dice(3)):
        code[dice(len(code))] = dice(45) if dice(4) else dice(2**31) * 2
    if dice(9) == 0:
        del code[dice(len(code))]
    counts[refused(code, 1) is None] += 1
print(sum(counts))
for code in [-1], [2**32], ["a"], [1.0]:
    try:
        _sre.compile("x", 0, code, 0, {}, ())
    except OverflowError as error:
        print(error)
for args in (1, 0, [1], 0, {}, ()), ("a", "b", [1], 0, {}, ()), ("a", 0, (1,), 0, {}, ()), ("a", 0, [1], 0, (), ()), ("a", 0, [1], 0, {}, {}), ("a",):
    try:
        _sre.compile(*args)
    except TypeError as error:
        print(error)
nested = [1]
for _ in range(2000):
    nested = [27, len(nested) + 1] + nested + ([1] if nested[-1] != 1 else [])
try:
    _sre.compile("x", 0, nested + [1], 0, {}, ())
except (RuntimeError, RecursionError):
    print("too deep, or well")
