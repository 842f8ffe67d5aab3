def greater(a, b):
    if a > b:
        return a
    return b


print(greater(3, 5))
