def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n-1, a, c, b) + 1 + hanoi(n-1, c, b, a)
print(hanoi(8, "A", "B", "C"))
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m-1, 1)
    return ack(m-1, ack(m, n-1))
print(ack(2, 3))
def deep(n):
    return 0 if n == 0 else 1 + deep(n-1)
print(deep(900))
def endless(n): return endless(n + 1)
try:
    endless(0)
except RecursionError as e:
    print(e)
import sys
print(sys.getrecursionlimit())
sys.setrecursionlimit(3000)
print(deep(2500))
class R:
    def __repr__(self): return repr(self)
try:
    repr(R())
except RecursionError as e:
    print("RecursionError", str(e)[:32])
