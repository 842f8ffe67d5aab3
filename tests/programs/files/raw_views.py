# A raw file gets memoryviews: what they are, and files that keep them, release them or reach behind them.
import io
kept = []
class Raw(io.RawIOBase):
    def readable(self): return True
    def writable(self): return True
    def readinto(self, view):
        print("readinto", type(view).__name__, len(view), view.readonly, view.format)
        kept.append(view)
        view[:3] = b"abc"
        return 3
    def write(self, view):
        print("write", type(view).__name__, bytes(view), view.readonly)
        return len(view)
reader = io.BufferedReader(Raw(), 16)
print(reader.read(2), reader.peek(), reader.read(4))
writer = io.BufferedWriter(Raw(), 16)
writer.write(b"some bytes"); writer.flush(); writer.write(b"many more bytes than fit into it")
writer.flush()
class Reaching(Raw):
    def readinto(self, view):
        behind = view.obj
        view.release()
        if behind is not None: behind.clear()
        return 16
print(len(io.BufferedReader(Reaching(), 16).read(2)) <= 2)
