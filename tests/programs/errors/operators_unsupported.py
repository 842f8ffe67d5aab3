# Every operator between every two kinds of value.
def show(*calls):
    for call in calls:
        try:
            print(repr(call()))
        except Exception as error:
            print(type(error).__name__ + ":", error)

import operator
values = [1, 1.5, 2j, True, "s", b"b", bytearray(b"a"), [1], (1,), {1: 2}, {1}, None, range(2), slice(1), int, len, object, ...]
values[-2] = type("Plain", (), {"__repr__": lambda self: "<plain>"})()
binary = [operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.pow, operator.matmul, operator.lshift, operator.and_, operator.or_, operator.xor, operator.lt, operator.iadd, operator.imul, operator.ior, operator.contains, operator.getitem]
import copy
for function in binary:
    seen = {}
    for left in values:
        for right in values:
            try:
                result = function(copy.copy(left) if isinstance(left, (list, dict, set, bytearray)) else left, right)
                text = "ok"
            except Exception as error:
                text = type(error).__name__ + ": " + str(error)
            seen.setdefault(text, 0)
            seen[text] += 1
    for text, count in seen.items():
        print(function.__name__, count, text)
for function in (operator.neg, operator.pos, operator.invert, operator.abs, operator.index, operator.truth, len, hash, iter, next, reversed, round, int, float, complex, str, repr, bytes, list, dict, set, callable, bool):
    for value in values:
        try:
            result = function(value)
            text = type(result).__name__
        except Exception as error:
            text = type(error).__name__ + ": " + str(error)
        print(function.__name__, type(value).__name__, text)
