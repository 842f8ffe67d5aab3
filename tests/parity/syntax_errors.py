#!/usr/bin/python3
"""Compares viv's syntax errors with CPython's: syntax_errors.py [--count N] [--seed S] [FILE...]

Every mutant is a piece of a library file in which one token was deleted, doubled, cut, swapped with
its neighbour or replaced by another of the same file, or one line was damaged.  CPython's compile() and `viv ast --check`
judge each; what they say is compared field by field.  Whole FILEs can be given instead."""
import argparse, ast, collections, glob, io, os, random, re, subprocess, sys, tempfile, tokenize, warnings

VIV = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "viv")


def judge(source, filename):
    """What CPython's parser says: None or (type, message, line, offset, end line, end offset)."""
    try:
        ast.parse(source, filename)
    except SyntaxError as e:
        number = lambda value: -1 if value is None else value
        return type(e).__name__, e.msg, number(e.lineno), number(e.offset), number(e.end_lineno), number(e.end_offset)
    except (ValueError, MemoryError, RecursionError) as e:
        return type(e).__name__, str(e), 0, 0, 0, 0
    return None


def pieces(text):
    """The token spans of TEXT, as (start, end) offsets, and the text itself."""
    starts = [0]
    for line in text.splitlines(True):
        starts.append(starts[-1] + len(line))
    spans = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.ENCODING, tokenize.ENDMARKER, tokenize.DEDENT, tokenize.COMMENT, tokenize.NL):
            continue
        start = starts[token.start[0] - 1] + token.start[1]
        end = starts[token.end[0] - 1] + token.end[1]
        if end > start:
            spans.append((start, end))
    return spans


def mutate_line(rng, text):
    """Deletes, joins, indents or dedents a line, or inserts a character."""
    lines = text.splitlines(True)
    index = rng.randrange(len(lines))
    kind = rng.randrange(5)
    if kind == 0:
        del lines[index]
    elif kind == 1:
        lines[index] = lines[index].rstrip("\n")
    elif kind == 2:
        lines[index] = rng.choice((" ", "    ", "\t")) + lines[index]
    elif kind == 3:
        lines[index] = re.sub("^(    |\t| )", "", lines[index])
    else:
        place = rng.randrange(len(lines[index]) + 1)
        lines[index] = lines[index][:place] + rng.choice("()[]{}:;,.'\"\\#= *@!$fu09\u20ac\xe9") + lines[index][place:]
    return "".join(lines)


def mutate(rng, text, spans):
    if rng.randrange(3) == 0:
        return mutate_line(rng, text)
    index = rng.randrange(len(spans) - 1)
    (start, end), (start2, end2) = spans[index], spans[index + 1]
    kind = rng.randrange(5)
    if kind == 0:
        return text[:start] + text[end:]
    if kind == 1:
        return text[:end] + " " + text[start:end] + text[end:]
    if kind == 2:
        return text[:start] + text[start2:end2] + text[end:start2] + text[start:end] + text[end2:]
    if kind == 3:
        other = rng.choice(spans)
        return text[:start] + text[other[0]:other[1]] + text[end:]
    return text[:start] + text[start:end][:-1] + text[end:]


def chunk(rng, text):
    """A run of top-level statements of at most some hundred lines."""
    lines = text.splitlines(True)
    if len(lines) < 150:
        return text
    heads = [i for i, line in enumerate(lines) if re.match(r"[a-zA-Z@]", line)]
    if not heads:
        return text
    first = rng.choice(heads)
    return "".join(lines[first:first + 120])


def mutants(rng, files, count):
    while count > 0:
        name = rng.choice(files)
        try:
            with open(name, encoding="utf-8") as file:
                text = chunk(rng, file.read())
            spans = pieces(text)
        except (UnicodeDecodeError, tokenize.TokenError, IndentationError, SyntaxError):
            continue
        if len(spans) < 3:
            continue
        for _ in range(min(4, count)):
            yield mutate(rng, text, spans)
            count -= 1


def viv_judgements(names):
    """viv's judgement of each file."""
    result = {}
    for i in range(0, len(names), 500):
        run = subprocess.run([VIV, "ast", "--check"] + names[i:i + 500], capture_output=True)
        if run.returncode not in (0, 1):
            print("viv ended with", run.returncode, run.stderr.decode()[-2000:])
        for line in run.stdout.decode("utf-8", "replace").splitlines():
            match = re.match(r"(.*?):(-?\d+):(-?\d+):(-?\d+):(-?\d+): (\w+): (.*)", line)
            if match:
                name, *place, kind, message = match.groups()
                result[name] = (kind, message, *map(int, place))
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--keep")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    rng = random.Random(options.seed)
    directory = options.keep or tempfile.mkdtemp()
    os.makedirs(directory, exist_ok=True)
    names = list(options.files)
    if not names:
        files = sorted(glob.glob("/usr/lib/python3.11/**/*.py", recursive=True))
        for i, source in enumerate(mutants(rng, files, options.count)):
            names.append(os.path.join(directory, f"m{i}.py"))
            with open(names[-1], "w", encoding="utf-8", newline="") as file:
                file.write(source)
    got = viv_judgements(names)
    tally = collections.Counter()
    shown = 0
    for name in names:
        with open(name, "rb") as file:
            want = judge(file.read(), name)
        have = got.get(name)
        tally["files"] += 1
        tally["errors"] += want is not None
        tally["type equal"] += (want and want[0]) == (have and have[0])
        near = (want and want[:4]) == (have and have[:4])
        tally["message, line, offset equal"] += near
        tally["all equal"] += want == have
        if want != have and shown < options.show:
            shown += 1
            print(name, "\n  want", want, "\n  have", have)
    for key, value in tally.items():
        print(f"{key}: {value} ({100 * value / tally['files']:.2f} %)")
    bad = tally["message, line, offset equal"] < 0.98 * tally["files"]
    sys.exit(bad)


if __name__ == "__main__":
    main()
