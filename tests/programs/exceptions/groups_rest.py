# except* leaves the rest of nested groups, however few exceptions are in each.
try:
    try:
        raise ExceptionGroup("j1", [ExceptionGroup("j2", [ExceptionGroup("j3", [ValueError("V1")]), ExceptionGroup("j4", [TypeError("T")])])])
    except* TypeError as e:
        print("m", repr(e))
except BaseException as r: print("r", repr(r))
