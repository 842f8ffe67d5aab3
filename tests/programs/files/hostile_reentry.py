# Files whose raw part calls the file again, begins it anew, closes or detaches it: CPython's own hang or crash.
# expect: survived
import io


class Raw(io.RawIOBase):
    def __init__(self, action):
        self.action = action
        self.calls = 0
    def act(self):
        self.calls += 1
        return self.action(self) if self.calls < 60 else None
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readinto(self, buffer): return self.act()
    def write(self, data): return self.act()
    def seek(self, offset, whence=0): return self.act()
    def tell(self): return 0


def again(raw): return raw.file.read(3) and 1
def begin_again(raw): return raw.file.__init__(raw, 1) or 1
def close(raw): return raw.file.close() or 1
def detach(raw): return raw.file.detach() and 1
def close_text(raw): return raw.text.close() or 1
def detach_text(raw): return raw.text.detach() and 1
def begin_text(raw): return raw.text.__init__(io.BytesIO()) or 1
def write_text(raw): return raw.text.write('y' * 9000) and 1


for action in again, begin_again, close, detach, close_text, detach_text, begin_text, write_text:
    for kind in io.BufferedReader, io.BufferedWriter, io.BufferedRandom:
        raw = Raw(lambda raw: 0)
        raw.file = file = kind(raw, 16)
        raw.text = text = io.TextIOWrapper(kind(raw, 16))
        raw.action = action
        for target in file, text:
            for method, args in (('read', (5,)), ('readline', ()), ('peek', ()), ('readinto', (bytearray(50),)), ('write', (b'x' * 40,)), ('write', ('x' * 9000,)),
                                 ('flush', ()), ('seek', (3,)), ('tell', ()), ('truncate', (2,)), ('read', ()), ('detach', ()), ('close', ())):
                try:
                    getattr(target, method)(*args)
                except Exception:
                    pass
        raw.action = lambda raw: None
        del raw.file, raw.text, file, text, target
print('survived')
