# Where CPython runs out of C stack and dies, viv raises RecursionError.
DEPTH = 400_000


def check(action, item, wrap):
    for _ in range(DEPTH):
        item = wrap(item)
    try:
        action(item)
    except RecursionError as error:
        print(error)


check(hash, (), lambda x: (x,))  # expect: maximum recursion depth exceeded
check(next, iter([1]), lambda x: map(str, x))  # expect: maximum recursion depth exceeded
check(next, iter([1]), lambda x: zip(x))  # expect: maximum recursion depth exceeded
check(next, iter([1]), lambda x: filter(None, x))  # expect: maximum recursion depth exceeded
check(next, iter([1]), enumerate)  # expect: maximum recursion depth exceeded
