from pieces import shapes
shapes.scale = 2
print(shapes.area(4, 5))
