# print(): sep and end, any object, files of one's own, flushing; what str() and repr() do to its arguments.
import sys
class Both:
    def __str__(self): return 'as str'
    def __repr__(self): return 'as repr'
class Only:
    def __repr__(self): return 'only repr'
print(); print(1, 'a', None, [Both()], Both(), Only(), sep='|'); print('a', 'b', sep='', end='!\n'); print(*'abc', sep=', '); print('x', sep=None, end=None); print('', ''); print('tab\tquote\'"', repr('tab\tquote\'"'))
class File:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
    def flush(self): self.parts.append('<flush>')
f = File()
print(1, 2.5, file=f, flush=True); print(file=f, end=''); print('a', 'b', sep='--', file=f)
print(f.parts)
print('to stdout', file=None); print('explicit', file=sys.stdout, flush=True)
class Broken:
    def write(self, text): raise OSError('disk full')
class NoWrite: pass
class BadStr:
    def __str__(self): return 5
for f in (lambda: print('a', sep=5), lambda: print('a', end=b''), lambda: print('a', file=Broken()), lambda: print('a', file=NoWrite()), lambda: print(BadStr()), lambda: print('a', foo=1), lambda: print('a', file=5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
