import _io, io
from _io import *
import posix

# open and what it is made of: text, buffers, raw files, files in memory.
p = '/tmp/viv-test-streams'
with open(p,'w') as f: print(f.write('hello\nworld\näöü€\n'), f.mode, f.encoding, f.newlines, f.name)
with open(p) as f:
    print(f.readline(), f.tell(), f.read(3), f.tell()); c=f.tell(); print(f.read()); f.seek(c); print(repr(f.read())); print(f.seek(0)); print(list(f))
with open(p,'rb') as f: print(f.read(), f.peek(), f.seek(2), f.read1(3), f.readline(), f.raw.name)
with open(p,'r+') as f:
    f.readline(); f.seek(0,2); f.write('end\n'); f.seek(0); print(f.readlines())
with open(p,'wb',buffering=0) as f: print(f, f.write(b'a\r\nb\rc\n'))
for nl in (None,'','\n','\r','\r\n'):
    with open(p,newline=nl) as f: print(repr(nl), f.readlines(), repr(f.newlines))
b=BytesIO(b'abc\ndef'); print(b.readline(), b.read(), b.seek(0,2), b.write(b'x'), b.getvalue(), bytes(b.getbuffer()))
s=StringIO('abc\ndef'); print(s.readline(), s.read(), s.seek(0,2), s.write('x'), s.getvalue())
def t(f,*a,**k):
    try: print(getattr(f,'__name__',f), a, f(*a,**k))
    except Exception as e: print(getattr(f,'__name__',f), a,type(e).__name__, e)
t(open,'/nonex'); t(open,p,'q'); t(open,p,'rw'); t(open,p,'rb',encoding='utf-8'); t(open, p, 'r', 0); t(open,p,encoding='nope-x'); t(open,[]); t(open); t(open,p,newline='x')
t(open(p,'rb').write,b'a'); t(open(p,'w').read); f=open(p); f.close(); t(f.read); print(f, f.closed)
with open(p,'w',encoding='latin-1') as f: f.write('äöü')
with open(p,encoding='ascii',errors='surrogateescape') as f: print(ascii(f.read()))
t(open(p).read); posix.unlink(p)
d=IncrementalNewlineDecoder(None,True); print(repr(d.decode('a\r')), repr(d.decode('\nb\r',False)), repr(d.decode('',True)), d.newlines, d.getstate())
import sys; print(sys.stdin, sys.stdout, sys.stderr, sys.stdout.buffer.raw)
class R(io.RawIOBase):
    def __init__(s): s.d=[b'abc',b'de\n',b'',b'']
    def readable(s): return True
    def readinto(s,b):
        x=s.d.pop(0); b[:len(x)]=x; return len(x)
r=BufferedReader(R()); print(r.readline(), r.read())
r=TextIOWrapper(BufferedReader(R())); print(r.readline(), r.read())
print(io.IOBase, io.open is open, isinstance(f, io.TextIOBase), open.__module__, open)
