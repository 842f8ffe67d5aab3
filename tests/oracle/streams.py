#!/usr/bin/python3
"""streams.py PROGRAM OUT [ARGS...]: every event of a traced run of PROGRAM, written to OUT.

Runs PROGRAM as __main__ under sys.settrace with f_trace_opcodes, and writes a line for each event of a
frame of that file: how deep the frame is, the event, where it is (offset and line), and

    opcode      the instruction that comes, its argument, the value stack, the local variables
    call line   the local variables
    return      the value
    exception   class and text

It runs under CPython 3.11, whose value stack is read by ctypes, and under viv, whose frames show theirs;
the two files are to be the same.  No user code runs: values are shown by repr only when they are exact
int, float, bool, None, complex, Ellipsis, str, bytes or small tuples of those, without addresses; an empty
slot is shown as None.  After LIMIT events nothing more is written.
"""
import opcode, posix, sys, types

LIMIT = 3000
TEXT = 40
is_viv = hasattr(types.FrameType, "f_valuestack")
type_name = type.__dict__["__name__"].__get__
PLAIN = {float, bool, type(None), complex, type(Ellipsis), int, str, bytes}

if not is_viv:
    import ctypes
    u64 = ctypes.c_uint64.from_address
    i32 = ctypes.c_int32.from_address
    pyobj = ctypes.py_object.from_address


def is_simple(value, depth=0):
    kind = type(value)
    if kind in PLAIN:
        return True
    return kind is tuple and depth < 3 and len(value) <= 20 and all([is_simple(item, depth + 1) for item in value])


def without_addresses(text):
    first, *rest = text.split("0x")
    return first + "".join(["0x" + part.lstrip("0123456789abcdef") for part in rest])


def show(value):
    kind = type(value)
    if not is_simple(value):
        return "<%s>" % type_name(kind)
    if kind is int and not -10**60 < value < 10**60:
        return "int of %d bits" % value.bit_length()
    if kind is str and "0x" in value:
        value = without_addresses(value)
    if kind is str or kind is bytes:
        return repr(value[:TEXT]) + ("+%d" % (len(value) - TEXT) if len(value) > TEXT else "")
    if kind is tuple:
        return "(%s)" % ", ".join([show(item) for item in value])
    return repr(value)


def slots(frame, base):
    """What localsplus holds: the variables, and the value stack."""
    if is_viv:
        values = frame.f_localsplus
    else:
        inner = u64(id(frame) + 24).value
        at = [inner + 72 + 8 * i for i in range(i32(inner + 64).value)]
        values = [None if u64(a).value == 0 else pyobj(a).value for a in at]
    return values[:base], values[base:]


class Stream:
    def __init__(self, name):
        self.name, self.lines, self.codes, self.depth = name, [], {}, {}

    def instructions(self, code):
        """offset -> (name, argument), prefixes folded in; and where the value stack begins."""
        known = self.codes.get(code)
        if known is None:
            raw, table, at = code.co_code, {}, 0
            while at < len(raw):
                start, argument = at, 0
                while raw[at] == opcode.EXTENDED_ARG:
                    argument = (argument | raw[at + 1]) << 8
                    at += 2
                op, argument = raw[at], argument | raw[at + 1]
                table[start] = "%s %s" % (opcode.opname[op], argument if op >= opcode.HAVE_ARGUMENT else "-")
                at += 2 + 2 * opcode._inline_cache_entries[op]
            cells = [name for name in code.co_cellvars if name not in code.co_varnames]
            known = self.codes[code] = table, len(code.co_varnames) + len(cells) + len(code.co_freevars)
        return known

    def describe(self, frame, event, argument):
        if event == "return":
            return show(argument)
        if event == "exception":
            text = argument[1].args if type(argument[1].args) is tuple else ()
            return type_name(argument[0]) + " " + show(text)
        table, base = self.instructions(frame.f_code)
        variables, stack = slots(frame, base)
        text = " ".join([show(value) for value in variables])
        if event == "opcode":
            text = "%s [%s] %s" % (table[frame.f_lasti], ", ".join([show(value) for value in stack]), text)
        return text

    def trace(self, frame, event, argument):
        if frame.f_code.co_filename != self.name or len(self.lines) >= LIMIT:
            return None
        frame.f_trace_opcodes = True
        depth, caller = 0, frame.f_back
        while caller is not None:
            depth, caller = depth + 1, caller.f_back
        line = "%d %s %s:%s %s" % (depth, event, frame.f_lasti, frame.f_lineno, self.describe(frame, event, argument))
        self.lines.append(line)
        return self.trace


def main():
    program, out = sys.argv[1:3]
    file = posix.open(program, posix.O_RDONLY)
    code = compile(posix.read(file, 1 << 24), program, "exec", dont_inherit=True)
    posix.close(file)
    module = types.ModuleType("__main__")
    module.__file__, module.__builtins__ = program, __builtins__
    sys.modules["__main__"] = module
    sys.argv[:] = [program] + sys.argv[3:]
    sys.path[0] = program.rpartition("/")[0]
    stream = Stream(program)
    sys.settrace(stream.trace)
    try:
        exec(code, module.__dict__)
    except BaseException:
        pass
    finally:
        sys.settrace(None)
        file = posix.open(out, posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC)
        rest = ("\n".join(stream.lines) + "\n").encode("utf-8", "backslashreplace")
        while rest:
            rest = rest[posix.write(file, rest):]
        posix.close(file)


main()
