# What a program started with options and variables sees, and how one ends that Ctrl-C stops.
import signal
import subprocess
import sys


def start(*words, text="", **variables):
    environment = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"} | variables
    done = subprocess.run([sys.executable, *words], env=environment, input=text, capture_output=True, text=True)
    print(done.returncode, done.stdout.strip(), done.stderr.strip().splitlines()[-1:])


def show(expression, *words, **variables):
    start(*words, "-c", f"import sys; print({expression})", **variables)


show("sys.warnoptions", "-b", "-W", "once", PYTHONWARNINGS="ignore,always")
show("sys.warnoptions", "-bb", "-X", "dev")
show("sys.pycache_prefix", "-B", "-X", "pycache_prefix=here")
show("sys.pycache_prefix", "-B", PYTHONPYCACHEPREFIX="there")
show("sys.pycache_prefix", "-B", "-X", "pycache_prefix", PYTHONPYCACHEPREFIX="there")
show("sys.pycache_prefix", "-B", "-X", "pycache_prefix=", PYTHONPYCACHEPREFIX="there")
show("sys.flags.int_max_str_digits, sys.get_int_max_str_digits()", "-X", "int_max_str_digits=0")
show("sys.flags.int_max_str_digits, sys.get_int_max_str_digits()", PYTHONINTMAXSTRDIGITS="700")
show("sys.flags.dont_write_bytecode, sys.flags.optimize", PYTHONDONTWRITEBYTECODE="2", PYTHONOPTIMIZE="2")
show("sys.flags.hash_randomization, hash('a') != 0", PYTHONHASHSEED="random")
show("sys.flags.hash_randomization, hash('abc')", PYTHONHASHSEED="42")
show("sys.flags.hash_randomization, hash('abc')", PYTHONHASHSEED="0")
seen = {subprocess.check_output([sys.executable, "-c", "print(hash('abc'))"], env={"PYTHONHASHSEED": "random"}) for i in range(3)}
print(len(seen) > 1)
start("-c", "import sys; print(ascii(sys.argv[1:]))", b"\xff\xc3\xa9\xed\xa0\x80", "plain")
start("-i", "-q", "-c", "", text="'\\xe9\\U0010ffff'\n", PYTHONIOENCODING="ascii")
start("-c", "raise KeyboardInterrupt")
start("-c", "import os, signal; os.kill(os.getpid(), signal.SIGINT)")
start("-c", "import sys; sys.exit(130)")
start("-c", "try:\n raise KeyboardInterrupt\nfinally:\n print('finally')")
print(-signal.SIGINT)
for encoding in "cp424", "latin-1:replace", ":ignore", "ascii:xmlcharrefreplace", "utf-8":
    done = subprocess.run(
        [sys.executable, "-c", "import sys; print(chr(0x142), chr(0xa2)); sys.stderr.write(sys.stdout.errors + sys.stderr.errors)"],
        env={"PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"},
        capture_output=True,
    )
    print(encoding, done.returncode != 0, done.stdout, done.stderr[-20:] if done.returncode == 0 else "")
start("-c", "import sys; print(sys.orig_argv[1:], sys.argv)", "one")
