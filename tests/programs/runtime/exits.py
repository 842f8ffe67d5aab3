# exit: 3
import sys
print("a")
sys.stderr.write("err\n")
sys.exit(3)
