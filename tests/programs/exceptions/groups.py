# Exception groups.
try:
    raise ExceptionGroup("many", [ValueError(1), TypeError("t"), ExceptionGroup("in", [ValueError(2)])])
except* ValueError as group:
    print("values", group.exceptions)
except* TypeError as group:
    print("types", group.exceptions)
try:
    try:
        raise ExceptionGroup("rest", [OSError(3), KeyError("k")])
    except* KeyError:
        print("key")
except ExceptionGroup as group:
    print(repr(group))
try:
    raise ValueError("single")
except* ValueError as group:
    print(repr(group))
