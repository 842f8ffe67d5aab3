"""trace_json.py OUT PROGRAM [ARGUMENTS]: runs a program under CPython with an opcode tracer that writes a JSON
line for each instruction, with what viv's has: where it is, and the value stack, which is read from the
interpreter's frame (f_frame at 24; stacktop 64, localsplus 72)."""
import ctypes, json, opcode, sys

path, program = sys.argv[1:3]
sys.argv = sys.argv[2:]
with open(program, "rb") as file:
    code = compile(file.read(), program, "exec")
out = open(path, "w")
u64, i32 = ctypes.c_uint64.from_address, ctypes.c_int32.from_address
pyobj = ctypes.py_object.from_address
count = 0
known = {}


def show(address):
    if not u64(address).value:
        return None
    value = pyobj(address).value
    return repr(value) if type(value) in (int, float, str, bool, type(None)) else "@%d" % id(value)


def tracer(frame, event, arg):
    global count
    frame.f_trace_opcodes = True
    if event == "opcode":
        code = frame.f_code
        entry = known.get(id(code))
        if entry is None:
            names = set(code.co_varnames) | set(code.co_cellvars)
            entry = known[id(code)] = code.co_code, len(names) + len(code.co_freevars)
        raw, base = entry
        at, inner = frame.f_lasti, u64(id(frame) + 24).value
        stack = [show(inner + 72 + 8 * i) for i in range(base, i32(inner + 64).value)]
        out.write(json.dumps({"t": "op", "n": count, "f": id(frame), "pc": at, "op": opcode.opname[raw[at]],
                              "arg": raw[at + 1], "line": frame.f_lineno, "stack": stack}) + "\n")
        count += 1
    return tracer


namespace = {"__name__": "__main__"}
sys.settrace(tracer)
exec(code, namespace)
sys.settrace(None)
print(count, file=sys.stderr)
