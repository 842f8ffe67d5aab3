# SystemExit ends the program with its status.
print("leaving")  # expect: leaving
raise SystemExit(3)  # exit: 3
