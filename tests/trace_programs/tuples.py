def numbers(n):
    for i in range(n):
        yield i, [i]

# A tuple is made while a generator runs, and moves as it grows.
made = tuple(numbers(40))
print(len(made), made[39])
short = tuple(numbers(3))
print(short)
