# What was written waits in its file, where the collector and reference counts see it, until it is flushed.
import gc
import io
import sys

text = "".join(["wait", "ing"])
wide = "".join(["wärt", "et"])
file = io.TextIOWrapper(io.BytesIO(), "utf-8")


def waiting():
    return [held for held in gc.get_referents(file) if type(held) in (list, bytes) or held is text], \
        sys.getrefcount(text), sys.getrefcount(wide)


print(waiting())
file.write(text)
print(waiting())
file.write(wide)
print(waiting())
file.write(text)
print(waiting(), [type(held) for held in gc.get_referents(file) if gc.is_tracked(held) and type(held) is list])
file.flush()
print(waiting(), file.buffer.getvalue())
file.write("")
file.write(text)
print(waiting())
file.write("x" * 9000)
print(waiting()[1:], len(file.buffer.getvalue()))
file.write("y" * 8192)
print(waiting()[1:], len(file.buffer.getvalue()))
file.write("z" * 8191)
print(len(file.buffer.getvalue()))
file.write("zz")
print(len(file.buffer.getvalue()))

lines = io.TextIOWrapper(io.BytesIO(), "latin-1", line_buffering=True)
print(text, wide, file=lines)
print(sys.getrefcount(text), lines.buffer.getvalue())
lines.write(text)
print(sys.getrefcount(text))
del lines
print(sys.getrefcount(text))
