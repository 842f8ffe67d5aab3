#!/usr/bin/python3
"""tutor.py TRACE.json PROGRAM: compares a Python Tutor trace that viv wrote with what CPython's own
tracer sees of PROGRAM: every line event in order, with the values of the locals that are numbers,
strings, None or bools, and the rules of the format: ordered names, parents that are there, no REF
to nothing.  Prints one line; exits 1 when something differs."""
import io, json, sys, types

PLAIN = (int, float, str, bool, type(None))


def plain(value):
    if type(value) not in PLAIN or (type(value) is str and len(value) > 60):
        return "object"
    if type(value) is float:
        return repr(value)
    return value if type(value) is not int or -10**15 < value < 10**15 else "object"


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    seen = []

    def names(frame):
        return {name: plain(value) for name, value in frame.f_locals.items()
                if frame.f_code.co_name != "<module>" and name not in frame.f_code.co_freevars
                and frame.f_code.co_flags & 1}

    def tracer(frame, event, argument):
        if frame.f_code.co_filename != path:
            return None
        if event == "line":
            seen.append((frame.f_lineno, frame.f_code.co_name, names(frame)))
        return tracer

    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    out, sys.stdout = sys.stdout, io.StringIO()
    sys.settrace(tracer)
    try:
        exec(code, module.__dict__)
    except BaseException:
        pass
    sys.settrace(None)
    printed, sys.stdout = sys.stdout.getvalue(), out
    return seen, printed


def value_of(encoded):
    if isinstance(encoded, list) and encoded[0] == "SPECIAL_FLOAT":
        return encoded[1] if "." in encoded[1] or "n" in encoded[1] else "object"
    if isinstance(encoded, float):
        return repr(encoded)
    return plain(encoded) if not isinstance(encoded, list) else "object"


def references(value):
    if isinstance(value, list):
        if len(value) == 2 and value[0] == "REF":
            yield value[1]
        else:
            for item in value:
                yield from references(item)


def complaints(step):
    frames = step["stack_to_render"]
    ids = {frame["frame_id"] for frame in frames}
    used = set(references(list(step["globals"].values()) + list(step["heap"].values())))
    if set(step["globals"]) != set(step["ordered_globals"]):
        yield "globals are not ordered"
    for frame in frames:
        used.update(references(list(frame["encoded_locals"].values())))
        if set(frame["encoded_locals"]) != set(frame["ordered_varnames"]):
            yield "names are not ordered"
        if not set(frame["parent_frame_id_list"]) <= ids:
            yield "a parent is missing"
    if not all(str(number) in step["heap"] for number in used):
        yield "a REF to nothing"


def main(trace_path, program):
    with open(trace_path, encoding="utf-8") as file:
        trace = json.load(file)["trace"]
    problems = ["step %d: %s" % (index, what) for index, step in enumerate(trace) for what in complaints(step)]
    got = []
    for step in trace:
        if step["event"] == "step_line":
            top = [frame for frame in step["stack_to_render"] if frame["is_highlighted"]]
            values = {name: value_of(value) for name, value in top[0]["encoded_locals"].items()} if top else {}
            got.append((step["line"], step["func_name"], values))
    want, printed = lines_of(program)
    for index, (mine, theirs) in enumerate(zip(got, want)):
        if mine[:2] != theirs[:2] or (theirs[2] and mine[2] != theirs[2]):
            problems.append("line event %d: %r, CPython: %r" % (index, mine, theirs))
            break
    if len(got) != len(want):
        problems.append("%d line events, CPython: %d" % (len(got), len(want)))
    if trace and trace[-1]["stdout"] != printed and not printed.startswith(trace[-1]["stdout"]):
        problems.append("the output differs")
    print("%s: %d line events, %s" % (program, len(got), problems[0] if problems else "equal"))
    return 1 if problems else 0


sys.exit(main(sys.argv[1], sys.argv[2]))
