"""Compiles the files named on standard input, and prints the seconds of processor time."""
import sys, time, warnings

warnings.simplefilter("ignore")
names = sys.stdin.read().split("\n")[:-1]
start = time.process_time()
for name in names:
    with open(name, "rb") as file:
        source = file.read()
    try:
        compile(source, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        pass
print("%.3f" % (time.process_time() - start))
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
