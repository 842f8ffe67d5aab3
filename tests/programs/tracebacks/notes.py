# add_note: strings after the message; wrong __notes__ are shown by repr.
import sys
class Broken:
    def __repr__(self): raise ValueError
    def __str__(self): raise ValueError
def show(error):
    try:
        raise error
    except BaseException as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)
error = ValueError("message")
error.add_note("one line")
error.add_note("two\nlines")
error.add_note("")
show(error)
try:
    error.add_note(5)
except TypeError as wrong:
    print(wrong)
for notes in (["text", 5, None, Broken()], ("a", "b"), "abc", 7, None, Broken(), [], {"k": 1}):
    error = KeyError("k")
    error.__notes__ = notes
    show(error)
error = SyntaxError("bad", ("file.py", 3, 4, "x = = 1\n", 3, 5))
error.add_note("about syntax")
show(error)
group = ExceptionGroup("group", [ValueError(1), TypeError(2)])
group.add_note("on the group\nin two lines")
group.exceptions[0].add_note("on the first")
show(group)
