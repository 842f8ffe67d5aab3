# Files whose raw part misbehaves: errors, never a crash.
import io, _io


def attempt(name, function, *args):
    try:
        result = function(*args)
        print(name, type(result).__name__)
    except Exception as error:
        print(name, type(error).__name__)


class Raw(io.RawIOBase):
    def __init__(self, action):
        self.action = action
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readinto(self, buffer): return self.action(self, buffer)
    def write(self, data): return self.action(self, data)
    def seek(self, offset, whence=0): return self.action(self, None)
    def tell(self): return 0


def grow(raw, buffer):
    if isinstance(buffer, bytearray):
        buffer.extend(b'x' * 100000)
    return 10


def shrink(raw, buffer):
    if isinstance(buffer, bytearray):
        buffer.clear()
    return 100


def fail(raw, buffer):
    raise KeyError('x')


actions = {'grow': grow, 'shrink': shrink, 'fail': fail,
           'negative': lambda raw, buffer: -5, 'large': lambda raw, buffer: 1 << 40, 'huge': lambda raw, buffer: 1 << 100,
           'none': lambda raw, buffer: None, 'text': lambda raw, buffer: 'x', 'float': lambda raw, buffer: 1.5}
for name, action in actions.items():
    for kind in io.BufferedReader, io.BufferedWriter, io.BufferedRandom:
        raw = Raw(action)
        try:
            raw.file = file = kind(raw, 16)
        except Exception as error:
            print(name, kind.__name__, type(error).__name__)
            continue
        for method, args in (('read', (5,)), ('read', (40,)), ('readline', ()), ('peek', ()), ('read1', ()), ('readinto', (bytearray(50),)), ('write', (b'x' * 40,)),
                             ('flush', ()), ('seek', (3,)), ('tell', ()), ('truncate', (2,)), ('close', ())):
            if name == 'grow' and method in ('readline',) or not hasattr(file, method):
                continue
            if method == 'read' and name in ('none',):
                continue
            attempt(name + ' ' + kind.__name__ + ' ' + method, getattr(file, method), *args)
        raw.action = lambda raw, buffer: 0
        del raw.file, file


class Codec:
    def __init__(self, result): self.result = result
    def decode(self, data, final=False): return self.result
    def getstate(self): return self.result
    def setstate(self, state): pass
    def reset(self): pass


for result in (None, 3, b'x', ('', 0), (b'', 'x'), 'x'):
    decoder = io.IncrementalNewlineDecoder(Codec(result), True)
    attempt('decode %r' % (result,), decoder.decode, b'a\r')
    attempt('getstate %r' % (result,), decoder.getstate)
    attempt('setstate %r' % (result,), decoder.setstate, result)
del decoder  # holds what the collector does not see: a cycle through it would never be found
for kind in io.FileIO, io.BytesIO, io.StringIO, io.BufferedReader, io.BufferedWriter, io.BufferedRandom, io.BufferedRWPair, io.TextIOWrapper, io.IncrementalNewlineDecoder:
    empty = kind.__new__(kind)
    for name in sorted(set(dir(kind)) - set(dir(object))):
        if name in ('__del__', '_finalizing', '__dict__', '_blksize'):
            continue
        try:
            value = getattr(empty, name)
        except Exception as error:
            print(kind.__name__, name, type(error).__name__)
            continue
        if callable(value):
            for args in (), (1,), (None,), (b'x',), ('x',), ((b'', 0),), ((1, 2, 3, 4),):
                try:
                    value(*args)
                except Exception:
                    pass
    print(kind.__name__, 'survives')
view = io.BytesIO(b'abc' * 10)
lent = view.getbuffer()
for name, args in ('write', (b'x' * 100,)), ('truncate', (1,)), ('close', ()), ('__init__', (b'q',)), ('__setstate__', ((b'x', 0, None),)), ('readinto', (lent,)):
    attempt('lent ' + name, getattr(view, name), *args)
del lent, args
view.write(b'more')
text = io.TextIOWrapper(io.BytesIO(b'a\r\nb\rc\nd' * 10), newline='')
position = text.tell()
print([text.readline(n) for n in (0, 1, 2, 3, -1)], text.seek(position), text.read(7))
for cookie in 1 << 200, -1, 1 << 70, (5 << 192) | (3 << 128), 'x':
    attempt('seek %r' % (cookie,), text.seek, cookie)
