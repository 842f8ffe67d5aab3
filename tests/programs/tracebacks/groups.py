# Exception groups as trees.
import sys
def make(n):
    try:
        raise ValueError(n)
    except ValueError as error:
        return error
def nested():
    inner = ExceptionGroup("inner", [make(3), TypeError("four")])
    try:
        raise inner
    except ExceptionGroup as caught:
        try:
            raise KeyError("context")
        except KeyError as context:
            raise ExceptionGroup("outer", [make(1), caught, OSError(2, "no file", "name")]) from context
try:
    nested()
except* TypeError as group:
    print("caught", group.exceptions)
# exit: 1
