#!/usr/bin/python3
"""ops.py PROGRAM [ARGS...]: the instructions that CPython 3.11 runs, each with its value stack.

Runs PROGRAM as __main__ under sys.settrace with f_trace_opcodes and prints, for each instruction of
a frame of that file, before it runs:

    offset <tab> name <tab> argument <tab> line <tab> value <tab> value ...

in the form that `viv trace --format ops` prints.  The value stack is read from the interpreter's
frame by ctypes (f_frame at 24; stacktop 64, localsplus 72), and no user code runs: values are
shown by repr only when they are exact int, float, bool, None, complex, Ellipsis, str, bytes or
small tuples of those.  Output goes to the file named by VIV_OPS, or to standard output.
"""
import sys, os, ctypes, opcode, types

assert sys.version_info[:2] == (3, 11) and ctypes.sizeof(ctypes.c_void_p) == 8
u64 = ctypes.c_uint64.from_address
i32 = ctypes.c_int32.from_address
pyobj = ctypes.py_object.from_address
type_name = type.__dict__["__name__"].__get__
PLAIN = {float, bool, type(None), complex, type(Ellipsis)}
LIMIT = 60


def is_simple(value, depth=0):
    kind = type(value)
    if kind in PLAIN or kind is int or kind is str or kind is bytes:
        return True
    return (kind is tuple and depth < 3 and len(value) <= 20
            and all(is_simple(item, depth + 1) for item in value))


def cut(text, length):
    return text + ("+%d" % (length - LIMIT) if length > LIMIT else "")


def show(value):
    kind = type(value)
    if not is_simple(value):
        return "<%s>" % type_name(kind)
    if kind is int:
        sign, digits = ("-", repr(-value)) if value < 0 else ("", repr(value))
        return cut(sign + digits[:LIMIT], len(digits))
    if kind is str or kind is bytes:
        return cut(repr(value[:LIMIT]), len(value))
    if kind is tuple:
        return "(" + ", ".join(map(show, value)) + (",)" if len(value) == 1 else ")")
    return repr(value)


def slot(address):
    return "NULL" if u64(address).value == 0 else show(pyobj(address).value)


class Tracer:
    def __init__(self, name, out):
        self.name, self.out, self.codes = name, out, {}

    def instructions(self, code):
        """offset -> (name, argument), prefixes folded in; and where the value stack begins."""
        known = self.codes.get(id(code))
        if known is None:
            raw, table, at = code.co_code, {}, 0
            while at < len(raw):
                start, argument = at, 0
                while raw[at] == opcode.EXTENDED_ARG:
                    argument = (argument | raw[at + 1]) << 8
                    at += 2
                op, argument = raw[at], argument | raw[at + 1]
                table[start] = (opcode.opname[op], argument if op >= opcode.HAVE_ARGUMENT else "-")
                at += 2 + 2 * opcode._inline_cache_entries[op]
            names = set(code.co_varnames) | set(code.co_cellvars)
            known = self.codes[id(code)] = (code, table, len(names) + len(code.co_freevars))
        return known[1], known[2]

    def trace(self, frame, event, argument):
        if frame.f_code.co_filename != self.name:
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        if event == "opcode":
            table, base = self.instructions(frame.f_code)
            inner = u64(id(frame) + 24).value
            top = i32(inner + 64).value
            name, argument = table[frame.f_lasti]
            line = "-" if frame.f_lineno is None else frame.f_lineno
            fields = [frame.f_lasti, name, argument, line]
            fields += [slot(inner + 72 + 8 * i) for i in range(base, top)]
            print(*fields, sep="\t", file=self.out)
        return self.trace


def main():
    program = sys.argv[1]
    with open(program, "rb") as file:
        code = compile(file.read(), program, "exec", dont_inherit=True)
    out = open(os.environ.get("VIV_OPS", "/dev/stdout"), "w", encoding="utf-8")
    module = types.ModuleType("__main__")
    module.__file__, module.__builtins__ = program, __builtins__
    sys.modules["__main__"] = module
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(os.path.abspath(program))
    sys.settrace(Tracer(program, out).trace)
    try:
        exec(code, module.__dict__)
    except BaseException:
        pass
    finally:
        sys.settrace(None)
        out.close()


main()
