# A thread's stack ends sooner than the main thread's: deep recursion there is an error, and no crash.
import ast
import sys
import threading


class Endless:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __getattr__(self, name):
        return getattr(self, name + "x")


def calls(n=0):
    return [calls(n + 1)]


def nested():
    value = []
    for _ in range(5000):
        value = [value]
    return repr(value)


def through_c():
    return list(map(lambda x: through_c(), [1]))


def many():
    sys.setrecursionlimit(10**6)
    try:
        through_c()
    finally:
        sys.setrecursionlimit(1000)


def text():
    compile("-" * 50000 + "1", "<text>", "eval")


def tree():
    compile(ast.Expression(ast.parse("+".join("a" * 900), mode="eval").body), "<tree>", "eval")
    return Endless() == Endless()


def run(function):
    try:
        function()
    except (RecursionError, MemoryError):
        ended.append(function)


functions = [calls, lambda: repr(Endless()), lambda: Endless().name, nested, through_c, many, text, tree]
for size in (32768, 1 << 18):
    threading.stack_size(size)
    ended = []
    for function in functions:
        thread = threading.Thread(target=run, args=(function,))
        thread.start()
        thread.join()
    print(ended == functions)  # expect: True
# expect: True
