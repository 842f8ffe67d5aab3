# What changes in place, or is seen late: cells, tuples that iterators give out again, long constants, and generators
# through which something is thrown into what they delegate to.


def counter():
    count = 0

    def add():
        nonlocal count
        count += 1
        return count

    return add


add = counter()
add.__closure__[0].cell_contents = 40
print(add(), add())

rows = {"one": [1], "two": [2], "three": [3]}
for pair in rows.items():
    print(pair[0], pair[1])
for number, row in enumerate(zip(rows, [[4], [5], [6]])):
    print(number, row[0], row[1])

for size in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22):
    if size > 20:
        print(size)


def inner():
    while True:
        try:
            yield "waiting"
        except ValueError as error:
            yield error.args[0]


def outer():
    yield from inner()


walk = outer()
print(next(walk), walk.throw(ValueError("thrown")), next(walk), walk.throw(ValueError("again")))
walk.close()


class Base:
    def name(self):
        return __class__.__name__


print(Base().name())


# While a list is sorted it is empty.
seen = []
letters = ["b", "a"]
letters.sort(key=lambda letter: seen.append(len(letters)) or letter)
print(letters, seen)
