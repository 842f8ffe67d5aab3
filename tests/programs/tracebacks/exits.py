# SystemExit with its codes: text goes to stderr.
import sys, subprocess
for code in ("0", "None", "5", "'text'", "256 + 3", "True", "[1, 2]", "(1,)", "1.5", "-1", "2 ** 40", "b'x'", "''"):
    for how in (f"import sys; sys.exit({code})", f"raise SystemExit({code})"):
        done = subprocess.run([sys.executable, "-c", how], capture_output=True, text=True)
        print(code, done.returncode, repr(done.stdout), repr(done.stderr))
for how in ("raise SystemExit", "raise SystemExit(1, 2)", "import sys; sys.exit()", "import sys\ntry: sys.exit(4)\nfinally: print('cleaned')", "import sys\ntry: sys.exit(4)\nexcept SystemExit as e: print(e.code, e.args)", "class E(SystemExit): code = 7\nraise E", "import sys; sys.stderr = None; sys.exit('lost')", "import atexit; atexit.register(print, 'end'); raise SystemExit(2)", "import sys; sys.excepthook = lambda *a: print('hook', a[0].__name__); 1/0", "import sys; sys.excepthook = lambda *a: 1/0; [][0]", "import sys; del sys.excepthook; [][0]", "import sys; sys.excepthook = 5; [][0]"):
    done = subprocess.run([sys.executable, "-c", how], capture_output=True, text=True)
    print(how, done.returncode, repr(done.stdout), repr(done.stderr))
sys.exit("the end")
# exit: 1
