#!/usr/bin/python3
"""Renews tests/golden/syntax: what CPython 3.11 says of the sources there.

errors.txt: lines "> SOURCE" (together one source) and the answer "= TYPE LINE OFFSET END_LINE
END_OFFSET MESSAGE" or "= ok"; the sources are kept, the answers renewed.
NAME.py: NAME.ast and NAME.tokens, as `python3 -m ast -a` and `python3 -m tokenize -e` print."""
import ast, glob, os, subprocess, sys, warnings

warnings.simplefilter("ignore")
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "syntax")


def answer(source):
    try:
        ast.parse(source.encode())
    except SyntaxError as e:
        return f"= {type(e).__name__} {e.lineno} {e.offset} {e.end_lineno} {e.end_offset} {e.msg}"
    return "= ok"


def renew_errors():
    path = os.path.join(FOLDER, "errors.txt")
    result, source = [], []
    with open(path, encoding="utf-8") as file:
        for line in file.read().split("\n") + [""]:
            if line.startswith("> "):
                source.append(line[2:])
                result.append(line)
                continue
            if source:
                result.append(answer("\n".join(source)))
                source = []
            if not line.startswith("= "):
                result.append(line)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(result).rstrip("\n") + "\n")


def main():
    renew_errors()
    for path in glob.glob(os.path.join(FOLDER, "*.py")):
        for module, suffix, *options in (("ast", ".ast", "-a"), ("tokenize", ".tokens", "-e")):
            output = subprocess.run([sys.executable, "-m", module, *options, path], capture_output=True, check=True)
            with open(path[:-3] + suffix, "wb") as file:
                file.write(output.stdout)


if __name__ == "__main__":
    main()
