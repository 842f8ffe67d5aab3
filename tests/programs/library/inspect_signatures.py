# Signatures that inspect finds in types and methods written in C.
import inspect
import io

for kind in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom, io.BufferedRWPair):
    print(kind.__name__, kind.__text_signature__, kind.__doc__.split("\n")[0])
for method in (object.__getattribute__, type.__getattribute__, object.__setattr__, object.__delattr__, super.__getattribute__, list.__eq__):
    print(method.__qualname__, inspect.signature(method))


class Described:
    """Described(one, *, two=2)
--

    The text itself."""


class Plain:
    """Plain text."""


print(Described.__text_signature__, repr(Described.__doc__), Plain.__text_signature__, type("Bare", (), {}).__text_signature__)
