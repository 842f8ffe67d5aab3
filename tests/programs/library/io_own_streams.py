"""Streams of one's own: a raw one under a buffer, a counting writer, a tee."""
import contextlib
import io


class Alphabet(io.RawIOBase):
    def __init__(self, limit):
        self.at, self.limit, self.asked = 0, limit, []

    def readable(self):
        return True

    def readinto(self, target):
        count = min(len(target), self.limit - self.at, 7)
        self.asked.append(len(target))
        target[:count] = bytes(97 + (self.at + i) % 26 for i in range(count))
        self.at += count
        return count


raw = Alphabet(40)
buffered = io.BufferedReader(raw, 16)
print(buffered.read(5), buffered.read(20), buffered.read(), raw.asked)
print(Alphabet(10).read(4), Alphabet(5).readall(), list(io.TextIOWrapper(Alphabet(6), encoding='ascii')) if False else '')


class Counting(io.TextIOBase):
    def __init__(self, target):
        self.target, self.lines, self.characters = target, 0, 0

    def write(self, text):
        self.lines += text.count('\n')
        self.characters += len(text)
        return self.target.write(text)


class Tee(io.StringIO):
    def __init__(self, *others):
        super().__init__()
        self.others = others

    def write(self, text):
        for other in self.others:
            other.write(text.upper())
        return super().write(text)


target = io.StringIO()
counting = Counting(target)
with contextlib.redirect_stdout(counting):
    print('hello', 'there', sep='\n')
    print('end', end='')
print(counting.lines, counting.characters, repr(target.getvalue()))
other = io.StringIO()
print('both', file=Tee(other), end='!')
print(other.getvalue())
print(issubclass(io.BytesIO, io.IOBase), isinstance(target, io.TextIOBase), io.IOBase.__mro__[-1], io.DEFAULT_BUFFER_SIZE)
print(io.RawIOBase().readable(), hasattr(io.BufferedIOBase(), 'raw'))
try:
    Counting(target).read()
except OSError as error:
    print(type(error).__name__, error)
try:
    io.IOBase().fileno()
except io.UnsupportedOperation as error:
    print(error, isinstance(error, ValueError), isinstance(error, OSError))
