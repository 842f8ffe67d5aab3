"""What CPython's collector does while a program runs, one line for each collection:

    GENERATION  OBJECTS-IN-0 IN-1 IN-2  UNREACHABLE

usage: gc_collections.py PROGRAM.py >PROGRAM.txt

Nothing is changed by watching: gc.DEBUG_STATS writes to file descriptor 2 from C, as long as there is
no sys.stderr.  The start is settled: everything older than the program is frozen, generation 0 counts
three allocations, none of them alive, and of the free lists only the one of lists is not empty (that
of tuples of 18 and 19 items is not either, which no program here notices).
"""
import os
import re
import subprocess
import sys
import threading

CHILD = r'''
import gc, os, sys, types
path = sys.argv[1]
module = types.ModuleType("__main__")
module.__file__ = path
sys.modules["__main__"] = module
namespace = module.__dict__
code = compile(open(path, "rb").read(), path, "exec", dont_inherit=True)
write = os.write
many = range(18), range(19)
gc.collect(); gc.freeze(); gc.collect()
error = sys.stderr
del sys.stderr
gc.set_debug(gc.DEBUG_STATS)
gc.collect(); gc.collect()
[path]
(*many[0],)
(*many[1],)
write(2, b"begin\n")
exec(code, namespace)
write(2, b"end\n")
gc.set_debug(0)
'''
LINE = re.compile(r"gc: collecting generation (\d)\.\.\.\n"
                  r"gc: objects in each generation: (\d+) (\d+) (\d+)\n"
                  r"gc: objects in permanent generation: \d+\n"
                  r"gc: done, (\d+) unreachable, 0 uncollectable")


def drain(terminal):
    while os.read(terminal, 65536):
        pass


if len(sys.argv) != 2:
    sys.exit(__doc__)
# Standard output is a terminal, as it is for every program that viv watches: lines are written one by one,
# and the list of what waits to be written lives no longer than its line.
terminal, program_end = os.openpty()
threading.Thread(target=drain, args=(terminal,), daemon=True).start()
run = subprocess.run([sys.executable, "-c", CHILD, sys.argv[1]], stdout=program_end,
                     stderr=subprocess.PIPE, text=True)
if run.returncode != 0:
    sys.exit(run.stderr)
for line in LINE.findall(run.stderr.split("begin\n")[1].split("end\n")[0]):
    print(*line)
