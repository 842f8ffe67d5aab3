"""Floats and lists: planets that attract each other."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 120000


BODIES = [
    ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 39.5),
    ([4.8, -1.2, -0.1], [0.6, 2.8, -0.02], 0.038),
    ([8.3, 4.1, -0.4], [-1.0, 1.8, 0.008], 0.011),
    ([12.9, -15.1, -0.2], [1.1, 0.9, -0.01], 0.0017),
    ([15.4, -25.9, 0.2], [0.98, 0.6, -0.03], 0.002),
]
PAIRS = [(BODIES[i], BODIES[j]) for i in range(5) for j in range(i)]


def advance(step, count):
    for _ in range(count):
        for (p, v, m), (q, w, n) in PAIRS:
            dx = p[0] - q[0]
            dy = p[1] - q[1]
            dz = p[2] - q[2]
            pull = step * (dx * dx + dy * dy + dz * dz) ** -1.5
            v[0] -= dx * n * pull
            v[1] -= dy * n * pull
            v[2] -= dz * n * pull
            w[0] += dx * m * pull
            w[1] += dy * m * pull
            w[2] += dz * m * pull
        for place, speed, _mass in BODIES:
            place[0] += step * speed[0]
            place[1] += step * speed[1]
            place[2] += step * speed[2]


advance(0.01, SIZE)
print([round(x, 9) for place, _, _ in BODIES for x in place])
