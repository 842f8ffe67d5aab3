"""Text and bytes in memory: reading, writing, seeking, layers."""
import io

text = io.StringIO('first\nsecond\r\nthird')
print(text.readline(), text.tell(), text.read(3), list(text))
text.seek(0, io.SEEK_END)
text.write('\nfourth')
print(text.getvalue().splitlines(), text.truncate(5), repr(text.getvalue()))
print([line for line in io.StringIO('a\r\nb\rc\n', newline=None)], list(io.StringIO('a\r\nb\rc\n', newline='')))
data = io.BytesIO(bytes(range(10)))
print(data.read(3), data.read1(2), data.seek(-2, 2), data.read(), data.readable(), data.seekable())
with data.getbuffer() as view:
    view[0] = 255
    print(view.nbytes, data.getvalue()[:3])
layer = io.TextIOWrapper(io.BytesIO(), encoding='utf-8', newline='\r\n', write_through=True)
print(layer.write('żółw\n'), layer.buffer.getvalue(), layer.encoding, layer.errors, layer.line_buffering)
layer.seek(0)
print(repr(layer.read()))
latin = io.TextIOWrapper(io.BytesIO('naïve'.encode('latin-1')), encoding='utf-8', errors='replace')
print(latin.read())
both = io.BufferedRWPair(io.BytesIO(b'input'), io.BytesIO())
print(both.read(2), both.write(b'out'), both.peek(1)[:1])
reader = io.BufferedReader(io.BytesIO(b'0123456789'), buffer_size=4)
print(reader.peek(1), reader.read(6), reader.tell(), reader.raw.tell())
for bad in (lambda: io.StringIO().write(b'x'), lambda: io.BytesIO().write('x'), lambda: io.StringIO('x').seek(-1),
            lambda: io.TextIOWrapper(io.BytesIO(b'\xff'), encoding='utf-8').read(), lambda: io.StringIO('x').seek(1, 1), lambda: io.BytesIO().readinto('x')):
    try:
        bad()
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)
with io.StringIO('gone') as gone:
    pass
try:
    gone.read()
except ValueError as error:
    print(error, gone.closed)
