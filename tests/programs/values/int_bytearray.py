# int() reads a bytearray as it reads bytes.
print(int(bytearray(b"ff"), 16), int(bytearray(b" 12 ")))
try:
    int(bytearray(b"x"), 2)
except ValueError as error:
    print(error)
