def f(a: int, b: "str" = "x", *c: float, d: list = None, **e: dict) -> bool: return True
print(f.__annotations__)
x: int = 3
y: str
print(__annotations__)
class C:
    z: float = 1.0
    w: "C"
print(C.__annotations__)
