class Box:
    def __init__(self):
        self.items = []

    def __repr__(self):
        return f"Box{self.items}"


def fill(box, count):
    total = 0
    for i in range(count):
        box.items.append(i)
        total += i
    return total


box = Box()
print(fill(box, 3), box)
print(fill(Box(), 2))
