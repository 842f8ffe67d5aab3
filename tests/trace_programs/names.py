x = "global"


def show():
    global y
    y = x
    z = len(x)
    del z
    try:
        print(z)
    except UnboundLocalError:
        print("unbound")


class Body:
    x = "class"
    copy = x
    items = [x for _ in range(2)]


show()
print(y, Body.copy, Body.items)
try:
    print(missing)
except NameError as error:
    print(error)
