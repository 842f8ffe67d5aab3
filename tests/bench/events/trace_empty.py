"""Runs a program under CPython with an opcode tracer that does nothing: the least that a
tracer written in Python can cost."""
import sys

program = sys.argv[1]
sys.argv = sys.argv[1:]
with open(program, "rb") as file:
    code = compile(file.read(), program, "exec")


def tracer(frame, event, arg):
    frame.f_trace_opcodes = True
    return tracer


namespace = {"__name__": "__main__"}
sys.settrace(tracer)
exec(code, namespace)
sys.settrace(None)
