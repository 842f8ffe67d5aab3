name = input("name? ")
age = int(input("age? "))
print(name, "is", age)
