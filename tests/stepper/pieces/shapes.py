scale = 3

def area(width, height):
    return width * height * scale
