# Truth, and/or/not, conditional expressions, loops with else, early exits.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

class T:
    def __init__(self, b=None, n=None): self.b, self.n = b, n
    def __repr__(self): return f"T({self.b},{self.n})"
class B(T):
    def __bool__(self): print("bool", self); return self.b
class L(T):
    def __len__(self): print("len", self); return self.n
class BL(B, L): pass
for v in (B(True), B(False), L(n=0), L(n=2), BL(True, 0), T()):
    print(v or "else", v and "then", not v, "yes" if v else "no")
show(lambda: bool(B(5)), lambda: bool(B("x")), lambda: bool(L(n=-1)), lambda: bool(L(n="x")), lambda: bool(L(n=1 << 70)), lambda: not B(None), lambda: [B(1)] and 1 or 2, lambda: len(L(n=1.5)), lambda: len(L(n=True)))
def loops(n):
    for i in range(n):
        if i == 3: break
        if i % 2: continue
        print("i", i, end=" ")
    else:
        print("for else", end=" ")
    while n:
        n -= 1
        if n == 2: break
    else:
        print("while else", end=" ")
    return n
print(loops(0), loops(3), loops(9))
def tries():
    for i in range(3):
        try:
            if i == 1: continue
            print("body", i)
            if i == 2: return "returned"
        finally:
            print("finally", i)
            if i == 0: continue
print(tries())
def overriding():
    while True:
        try: return 1
        finally: break
    return 2
def swallowing():
    try: 1 / 0
    finally: return "swallowed"
def nested():
    try:
        try: raise ValueError("a")
        finally: print("inner finally")
    except ValueError as e: return str(e)
    else: return "else"
    finally: print("outer finally")
print(overriding(), swallowing(), nested())
def else_clause(x):
    try: r = 1 / x
    except ZeroDivisionError: return "zero"
    except TypeError: return "type"
    else: return "else", r
    finally: print("done", end=" ")
print(else_clause(0), else_clause("x"), else_clause(2))
for i in []: pass
else: print("empty")
i = 0
while i < 3: i += 1
else: print("finished", i)
print(0 or [] or "" or None, 1 and 2 and 3, 1 and 0 and 2, not not [], (1 if 0 else 2 if 0 else 3), [1, 2][True])
