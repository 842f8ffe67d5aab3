def counter(start):
    count = start
    def add(step):
        nonlocal count
        count += step
        return count
    return add

up, down = counter(10), counter(0)
print(up(1), up(1), down(-5))
