def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


first = counter(10)
print(first(), first(5))
adders = [lambda n, k=k: n + k for k in range(3)]
print([add(1) for add in adders])


def outer():
    x = 1

    def inner():
        return x

    x = 2
    del_later = inner()
    return del_later


print(outer())
