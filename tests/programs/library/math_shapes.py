"""Geometry and trigonometry: points, polygons, angles, distances on a globe."""
import math
from math import cos, pi, radians, sin


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __sub__(self, other):
        return Point(self.x - other.x, self.y - other.y)

    def length(self):
        return math.hypot(self.x, self.y)

    def angle(self):
        return math.degrees(math.atan2(self.y, self.x))

    def turned(self, degrees):
        turn = radians(degrees)
        return Point(self.x * cos(turn) - self.y * sin(turn), self.x * sin(turn) + self.y * cos(turn))

    def __repr__(self):
        return f'({self.x:.3f}, {self.y:.3f})'


def area(points):
    return abs(math.fsum(a.x * b.y - b.x * a.y for a, b in zip(points, points[1:] + points[:1]))) / 2


def globe(one, two):
    (lat1, lon1), (lat2, lon2) = (map(radians, place) for place in (one, two))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(h))


for corners in (3, 4, 6, 360):
    polygon = [Point(1, 0).turned(360 * i / corners) for i in range(corners)]
    print(corners, polygon[1], round(area(polygon), 9), polygon[-1].angle())
print(Point(3, 4).length(), Point(-1, -1).angle(), math.dist((0, 0, 0), (1, 2, 2)), (Point(5, 5) - Point(2, 1)).length())
print(round(globe((52.52, 13.405), (48.8566, 2.3522)), 3), round(globe((0, 0), (0, 180)), 3))
print(repr(pi), repr(math.tau), repr(math.e), math.sin(pi), math.cos(pi / 3), math.tan(pi / 4))
print(math.sinh(1), math.cosh(1), math.tanh(0.5), math.asinh(1), math.acosh(2), math.atanh(0.5))
