import posix, _io
# What posix and FileIO do with files and with wrong arguments.
place = '/tmp/viv-test-posix-%d' % posix.getpid()
st = posix.stat('/')
print(st.st_mode == st[0], len(st), st.n_fields if 0 else posix.stat_result.n_fields, posix.stat_result.n_sequence_fields, posix.stat_result.n_unnamed_fields)
print(repr(st)[:23])
def t(f,*a,**k):
    try: print(f.__name__, a, f(*a,**k))
    except Exception as e: print(f.__name__, a,type(e).__name__, e)
t(posix.stat,'a\0b'); t(posix.stat,b'a\0b'); t(posix.stat,1.5); t(posix.stat,[]); t(posix.listdir,[]); t(posix.mkdir,3); t(posix.mkdir,'a\0'); t(posix.open,'\udcff',0)
t(posix.stat,'\ud800'); t(posix.rename,'nonex','b'); t(posix.stat,'x',dir_fd='a'); t(posix.stat,3,dir_fd=4); t(posix.close,'a'); t(posix.close,1.5); t(posix.fspath,3)
t(posix.mkdir,'a',mode=1.5); t(posix.access,'/',0,effective_ids=True);t(posix.chmod,'nonex',0);t(posix.symlink,'a','/nonex/b')
t(posix.scandir,[]);t(posix.unlink,None); t(posix.putenv,'a=','b')
posix.mkdir(place)
f = _io.FileIO(place + '/x', 'w')
print(f.write(b'hello')); f.close(); print(f, f.closed)
with _io.FileIO(place + '/x') as f: print(f.read(), f.tell(), f.seekable(), f.mode)
print(posix.listdir(place))
with posix.scandir(place) as it:
    for e in it: print(e, e.is_dir(), e.is_file(), e.stat().st_size)
posix.unlink(place + '/x'); posix.rmdir(place)
t(_io.FileIO, '/nonex'); t(_io.FileIO, '/tmp', 'q'); t(_io.FileIO, '/tmp'); t(_io.FileIO, -3)
for p in ('', '/', '//', '///a', 'a/../..', 'a/./b//c/..', '../x', '/..', 'a/..'): print(repr(posix._path_normpath(p)))
print(posix.pathconf('/', 'PC_NAME_MAX'), posix.confstr('CS_PATH'))
print(posix.uname().sysname, posix.stat_result(range(10)), posix.terminal_size((1,2)))
print(posix.stat_result(range(10)).__reduce__())
try: _io.FileIO(0,'r').write(b'a')
except Exception as e: print(type(e), type(e).__mro__, e)
try:
    posix.symlink('nowhere', place)
    posix.chmod(place, 0, follow_symlinks=False)
except NotImplementedError as error:
    print(error)
finally:
    posix.unlink(place)
