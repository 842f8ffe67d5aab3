# Warnings that the compiler gives, with their places.
import warnings
warnings.simplefilter("always")
import sys
sources = ["1 is 2", "x is 'a'", "x is not ()", "() is x", "x is -1", "assert (x, 'm')", "assert ()", "1()", "'a'()", "[1]()", "{}()", "f'{x}'()", "1[0]", "1.5['x']", "'a'['b']", "[1, 2][3, 4]", "(1, 2)['x']", "{1}[0]", "None[0]", "(x for x in y)[0]", "(lambda: 1)[0]", "[1]['a']", "'a'[1.5]", "'a'[None]", "[1][()]", "'\\d'", "b'\\d'", "f'\\d{x}'", "'''\\\n\\d'''", "r'\\d'", "'\\400'", "b'\\777'", "0x1for x in y", "1if x else y", "1and 2", "1or 2", "0in x", "1is 1", "1_0if x else y", "1.5else", "1e5in x", "0b1and 1", "0o7or 1", "1jif x else y", "[0x1for x in (1, 2)]", "x == 1", "lambda x: x is 1", "print (1) is 1", "assert(x, 'y')", "not 1 is 1", "True is True", "None is 1", "... is 1", "x is b''", "__debug__ is 1"]
for source in sources:
    print(source, file=sys.stderr)
    try: compile(source + "\n", "<" + source + ">", "exec")
    except SyntaxError as error: print(ascii(source), error.msg, error.offset)
