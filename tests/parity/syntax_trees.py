#!/usr/bin/python3
"""Compares `viv ast -a` and `viv tokens` with CPython's ast.dump and tokenize:
syntax_trees.py [FILE|DIR...], by default the whole standard library.  Files that CPython does not
parse or tokenize are left out; so is the tokens' difference in \\r\\n, which viv shows as \\n."""
import ast, io, os, subprocess, sys, tokenize, warnings

VIV = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "viv")


def python_files(names):
    for name in names:
        if os.path.isdir(name):
            for folder, _, files in sorted(os.walk(name)):
                yield from (os.path.join(folder, file) for file in sorted(files) if file.endswith(".py"))
        else:
            yield name


def tree_text(source):
    return ast.dump(ast.parse(source, type_comments=True), include_attributes=True, indent=3) + "\n"


def token_text(source):
    result = []
    for token in tokenize.tokenize(io.BytesIO(source.replace(b"\r\n", b"\n")).readline):
        if token.type == tokenize.ERRORTOKEN:
            raise tokenize.TokenError
        place = "%d,%d-%d,%d:" % (token.start + token.end)
        result.append("%-20s%-15s%-15r\n" % (place, tokenize.tok_name[token.exact_type], token.string))
    return "".join(result)


def compare(name, source, options, text):
    """1 equal, 0 not equal, None CPython has no answer."""
    try:
        want = text(source)
    except (SyntaxError, ValueError, RecursionError, tokenize.TokenError):
        return None
    got = subprocess.run([VIV, *options, name], capture_output=True).stdout
    if got == want.encode("utf-8", "surrogatepass"):
        return 1
    lines = zip(want.split("\n"), got.decode("utf-8", "replace").split("\n"))
    first = next((pair for pair in lines if pair[0] != pair[1]), ("", "(shorter or longer)"))
    print(f"{name} {options[0]}:\n  want {first[0]}\n  have {first[1]}")
    return 0


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(30000)
    totals = {"ast": [0, 0], "tokens": [0, 0]}
    for name in python_files(sys.argv[1:] or ["/usr/lib/python3.11"]):
        with open(name, "rb") as file:
            source = file.read()
        for options, text in ((["ast", "-a"], tree_text), (["tokens"], token_text)):
            equal = compare(name, source, options, text)
            if equal is not None:
                totals[options[0]][0] += equal
                totals[options[0]][1] += 1
    for what, (equal, total) in totals.items():
        print(f"{what}: {equal} of {total} equal")
    sys.exit(any(equal != total for equal, total in totals.values()))


if __name__ == "__main__":
    main()
