"""A graph as dicts of sets of objects, rewired again and again."""
OUT = []
class Vertex:
    def __init__(self, name):
        self.name = name
        self.out = set()
        self.back = {}


def build(n):
    vertices = {i: Vertex(i) for i in range(n)}
    for i, vertex in vertices.items():
        for step in (1, 7, 31):
            other = vertices[(i * step + step) % n]
            vertex.out.add(other)
            other.back[i] = vertex
    return vertices


def reach(start):
    seen, todo = {start}, [start]
    while todo:
        for other in todo.pop().out:
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return len(seen)


for n in (10, 100, 300, 600):
    graph = build(n)
    OUT.append((n, reach(graph[0]),))
for line in OUT:
    print(*line)
