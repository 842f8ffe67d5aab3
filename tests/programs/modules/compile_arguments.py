"""What compile() does with file names, old grammars and warnings that are errors."""
import warnings

ONLY_AST, TYPE_COMMENTS = 0x400, 0x1000


def attempt(*args, **kwargs):
    try:
        print(type(compile(*args, **kwargs)).__name__)
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text), e.filename)
    except Exception as e:
        print(type(e).__name__, e)


source = "async def f():\n    # type: () -> int\n    return await x\n"
attempt(source, "", "exec", ONLY_AST | TYPE_COMMENTS, _feature_version=5)
attempt("f'{x=}'", "", "exec", ONLY_AST, _feature_version=7)
for name in "a", b"b", bytearray(b"c"), memoryview(b"d"), 1:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(compile("x", name, "exec").co_filename, [str(w.message) for w in caught])
        except TypeError as e:
            print(e)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    attempt("x = '\\z'", "file", "exec")
    attempt("x = (\n  '''\n\\z''')", "file", "exec")
    attempt("x = b'\\400'", "file", "exec")
    attempt("0or 1", "file", "exec")
    attempt("x is 1", "file", "exec")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    attempt("x = (\n  '''\n\\z''')\nassert (1, 2)\n1()\n", "file", "exec")
    for w in caught:
        print(w.category.__name__, w.message, w.lineno, w.filename)
