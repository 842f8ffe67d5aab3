# Assignment expressions: where they bind.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import sys
if (n := len("abc")) > 2: print(n)
print([y := 1, y ** 2, y])
print([last := x for x in range(4)], last)
print([(a, b) for a in range(3) if (b := a * a) > 0], b)
def outer():
    total = 0
    values = [total := total + v for v in range(5)]
    return values, total
print(outer())
def in_lambda():
    f = lambda: (z := 5) + z
    return f(), "z" in locals()
print(in_lambda())
class Body:
    if (inside := 3): pass
    both = [inside for _ in range(2)] if False else (inside, (other := 4))
print(Body.inside, Body.other, Body.both)
def keyword(**k): return k
print(keyword(x=(y := 7)), y, f"{(w := 3)} {w!r:>4}", {(k := 1): (v := 2)}, k, v)
while (line := iter_next() if False else None): pass
global_x = 0
def change():
    global global_x
    (global_x := 9)
change()
print(global_x)
def nonlocal_one():
    count = 0
    def step():
        nonlocal count
        return (count := count + 1)
    step(); step()
    return count
print(nonlocal_one())
for source in ("x := 1", "(x := 1) = 2", "f(x := 1)", "f(a=x := 1)", "def f(a=(b := 1)): pass", "lambda: (x := 1)", "[i := 0 for i in range(3)]", "[[i for j in range(2) if (j := 1)] for i in range(2)]", "class C: [(z := i) for i in range(3)]", "[x for x in (y := range(3))]", "(x[0] := 1)", "((a, b) := 1)", "del (x := 1)", "assert (x := 0), x", "x = y := 1", "x: int = (y := 1)", "(x: int := 1)", "with (f := open('/dev/null')): pass", "print(a:=1, b:=2)", "{x := 1}", "{x := 1: 2}", "[x := 1, 2]", "a[x := 1]", "a[x := 1:2]", "not (x := 1)", "not x := 1", "x if y := 1 else 2", "lambda x := 1: x", "@(d := print)\ndef f(): pass", "@d := print\ndef f(): pass"):
    try:
        compile(source, "<s>", "exec"); print("good", source)
    except SyntaxError as error:
        print(source, "|", error.msg, error.lineno, error.offset)
