#!/usr/bin/python3
"""Compares `viv tokens`, `viv ast` and `viv dis` byte by byte with what `python3 -m tokenize -e`, `-m ast`
and `-m dis` print: stage_texts.py [FILE|DIR...], by default the standard library without its tests.
Addresses of code objects and the order of frozensets are left out.  A file that CPython refuses must be refused by viv as well; what
the two say then is compared by suite_input.sh and syntax_errors.py."""
import ast, contextlib, dis, io, os, re, subprocess, sys, tokenize, warnings

VIV = os.environ.get("VIV") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "viv")
STAGES = {"tokens": ("tokenize", ["-e"]), "ast": ("ast", []), "dis": ("dis", [])}


def python_files(names):
    for name in names:
        if not os.path.isdir(name):
            yield name
        for folder, inner, files in os.walk(name):
            inner[:] = sorted(set(inner) - {"test", "tests", "__pycache__"})
            yield from (os.path.join(folder, file) for file in sorted(files) if file.endswith(".py"))


def printed_by(module, arguments):
    """What the module's own command line prints, without a process for each file; None: it failed."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", "surrogatepass", newline="\n")
    sys.argv = [module.__name__, *arguments]
    main = getattr(module, "main", None) or module._test
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            main()
        except (Exception, SystemExit):
            return None
    out.flush()
    return out.buffer.getvalue()


def frozenset_in_order(match):
    try:
        return b"frozenset({" + b", ".join(sorted(repr(item).encode() for item in ast.literal_eval(match[1].decode()))) + b"})"
    except (SyntaxError, ValueError):
        return match[0]


def comparable(text):
    """TEXT without what is an accident of the process: addresses, and the order of a frozenset of strings, which
    CPython rebuilds (so that colliding items change places) when one of them is interned by another module already."""
    text = re.sub(rb"code object (.*?) at 0x[0-9a-fA-F]+", rb"code object \1", text)
    return re.sub(rb"frozenset\((\{[^{}\n]*\})\)", frozenset_in_order, text)


def first_difference(want, have):
    pairs = zip(want.split(b"\n"), have.split(b"\n"))
    return next((pair for pair in pairs if pair[0] != pair[1]), (b"", b"(shorter or longer)"))


def compare(name, stage):
    module, options = STAGES[stage]
    want = printed_by(sys.modules[module], [*options, name])
    viv = subprocess.run([VIV, stage, name], capture_output=True)
    if want is None or viv.returncode != 0:
        if (want is None) == (viv.returncode != 0):
            return True
        print(f"{name} {stage}: {'CPython' if want is None else 'viv'} alone refuses it: {viv.stderr.decode(errors='replace').strip()}")
        return False
    want, have = comparable(want), comparable(viv.stdout)
    if want == have:
        return True
    line_wanted, line_had = first_difference(want, have)
    print(f"{name} {stage}:\n  want {line_wanted!r}\n  have {line_had!r}")
    return False


def main():
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of a frozenset
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, *sys.argv])
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(30000)
    totals = {stage: [0, 0] for stage in STAGES}
    for name in python_files(sys.argv[1:] or ["/usr/lib/python3.11"]):
        for stage in STAGES:
            totals[stage][0] += compare(name, stage)
            totals[stage][1] += 1
    for stage, (equal, total) in totals.items():
        print(f"{stage}: {equal} of {total} texts equal")
    sys.exit(any(equal != total for equal, total in totals.values()))


if __name__ == "__main__":
    main()
