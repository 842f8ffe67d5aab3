# except*: splitting, nesting, raising inside, naked exceptions.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

def run(raised, handlers):
    source = "def body(seen):\n  try:\n    raise raised\n" + "".join(f"  except* {kind} as g:\n    seen.append((g.message if hasattr(g, 'message') else None, repr(g.exceptions)))\n    {action}\n" for kind, action in handlers) + "  else: seen.append('else')\n  finally: seen.append('finally')\n"
    scope = {"raised": raised}
    exec(source, scope)
    seen = []
    try: scope["body"](seen)
    except BaseException as error: seen.append(("left", repr(error), repr(error.__context__), repr(error.__cause__)))
    return seen
eg = lambda *e: ExceptionGroup("eg", list(e))
for raised, handlers in (
    (eg(ValueError(1), TypeError(2)), [("ValueError", "pass")]),
    (eg(ValueError(1), TypeError(2)), [("ValueError", "pass"), ("TypeError", "pass")]),
    (eg(ValueError(1), eg(TypeError(2), ValueError(3))), [("ValueError", "pass")]),
    (eg(ValueError(1)), [("(ValueError, TypeError)", "raise")]),
    (eg(ValueError(1)), [("ValueError", "raise KeyError('new')")]),
    (eg(ValueError(1), TypeError(2)), [("ValueError", "raise KeyError('a')"), ("TypeError", "raise KeyError('b')")]),
    (eg(ValueError(1), TypeError(2)), [("ValueError", "raise"), ("TypeError", "raise")]),
    (eg(ValueError(1)), [("ValueError", "raise g from OSError('cause')")]),
    (eg(ValueError(1)), [("ValueError", "raise g.exceptions[0]")]),
    (ValueError("naked"), [("ValueError", "pass")]),
    (ValueError("naked"), [("TypeError", "pass")]),
    (ValueError("naked"), [("ValueError", "raise")]),
    (KeyboardInterrupt(), [("KeyboardInterrupt", "pass")]),
    (BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)]), [("ValueError", "pass")]),
    (BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)]), [("BaseException", "pass")]),
    (eg(ValueError(1)), [("ExceptionGroup", "pass")]),
    (eg(ValueError(1)), [("(ValueError, BaseExceptionGroup)", "pass")]),
    (eg(ValueError(1)), [("5", "pass")]),
    (eg(ValueError(1)), [("int", "pass")]),
    (eg(OSError(2, "x"), PermissionError(1, "y")), [("PermissionError", "pass"), ("OSError", "pass")]),
):
    print(run(raised, handlers))
def nothing():
    try: pass
    except* ValueError: print("never")
    else: return "else"
print(nothing())
def loop():
    out = []
    for i in range(3):
        try:
            raise eg(ValueError(i))
        except* ValueError as g:
            out.append(str(g))
    return out
print(loop())
for source in ("try: pass\nexcept* : pass", "try: pass\nexcept*: pass", "def f():\n try: pass\n except* A: return 1", "for x in y:\n try: pass\n except* A: break", "for x in y:\n try: pass\n except* A: continue", "for x in y:\n try: pass\n except* A:\n  for z in y: break", "try: pass\nexcept* A:\n def f(): return 1", "try: pass\nexcept A: pass\nexcept* B: pass", "try: pass\nexcept* A, B: pass", "try: pass\nexcept* A as b.c: pass"):
    try: compile(source, "<s>", "exec"); print("good", ascii(source))
    except SyntaxError as error: print(ascii(source), "|", error.msg)
