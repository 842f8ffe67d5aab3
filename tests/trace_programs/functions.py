def area(width, height=2, *extra, scale=1, **options):
    return width * height * scale + len(extra) + len(options)


print(area(3), area(3, 4), area(1, 2, 3, 4, scale=5, colour="red"))
print(area(*[1, 2], **{"scale": 3}))
double = lambda n: n * 2
print(double(21), sorted([3, 1, 2], key=lambda n: -n))
