def add(words):
    total = 0
    for word in words:
        total = total + word
    return total


try:
    {}["missing"]
except KeyError as error:
    print("caught", error)

import gc

print(add([1, 2, 3]))
name = input("name? ")
print("hello", name)
gc.collect()
