# At the end streams are flushed, but those that the program has closed are left alone.
import sys

print("written")  # expect: written
sys.stdout.close()
# exit: 0
