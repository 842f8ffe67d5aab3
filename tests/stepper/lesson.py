def add(left, right):
    result = left + right
    return result  #: here


total = add(1, 2) + add(3, 4)
print(total)
