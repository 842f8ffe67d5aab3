# What find and its kin say of too few or too many arguments.
for text in "a", b"a", bytearray(b"a"):
    for method in "find", "rfind", "index", "rindex", "count", "startswith", "endswith":
        for args in (), (1, 2, 3, 4):
            try:
                getattr(text, method)(*args)
            except TypeError as error:
                print(error)
