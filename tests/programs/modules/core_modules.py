# The modules that the machine itself needs: _thread, atexit, errno, signal, time, warnings.
import _thread
import atexit
import errno
import signal
import sys
import time
import warnings

lock = _thread.allocate_lock()
print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.locked())
lock.release()
again = _thread.RLock()
with again, again:
    state = again._release_save()
    print(again._is_owned(), state[0], again._acquire_restore(state))
for wrong in ("lock.release()", "again.release()", "lock.acquire(False, 1)", "lock.acquire(True, -3)", "_thread.LockType()",
              "_thread.start_new_thread(1, ())", "_thread.start_new_thread(print, 1)", "_thread._local(1)",
              "time.sleep(-1)", "time.sleep('x')", "time.gmtime(1e30)", "time.gmtime(float('nan'))", "time.strftime('%Y', (1,))",
              "time.asctime((1, 20, 3, 4, 5, 6, 7, 8, 9))", "time.get_clock_info('x')", "time.clock_gettime(100)",
              "signal.signal(100, signal.SIG_DFL)", "signal.signal(2, 5)", "signal.getsignal('x')", "signal.raise_signal(1000)",
              "atexit.register()", "atexit.register(1)", "sys.setswitchinterval(0)", "sys.set_int_max_str_digits(3)",
              "sys.set_asyncgen_hooks(1)", "sys.addaudithook()", "sys.intern(1)", "sys.setrecursionlimit('x')", "sys._getframe('x')",
              "type(sys.flags)()"):
    try:
        print(wrong, eval(wrong))
    except Exception as error:
        print(wrong, "->", type(error).__name__, error)
own = _thread._local()
own.x = 5
print(own.x, own.__dict__, errno.errorcode[errno.ENOENT], errno.EAGAIN == errno.EWOULDBLOCK)

print(time.gmtime(0), time.asctime(time.gmtime(86400 * 365)))
print(time.strftime("%Y-%m-%d %H:%M:%S %j %A %B", time.gmtime(1e9)), time.mktime(time.localtime(1000)))
print(time.struct_time(range(9)), time.struct_time(range(11)).tm_gmtoff, time.struct_time.n_fields)

seen = []
old = signal.signal(signal.SIGUSR1, lambda number, frame: seen.append((number, frame.f_lineno)))
signal.raise_signal(signal.SIGUSR1)
print(old, [number == signal.SIGUSR1 for number, line in seen], signal.strsignal(2))
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")

warnings.simplefilter("error")
try:
    warnings.warn("first")
except UserWarning as warning:
    print(repr(warning))
warnings.resetwarnings()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for i in range(3):
        warnings.warn("again", DeprecationWarning)
    warnings.warn_explicit("there", RuntimeWarning, "a file", 7)
print([(str(item.message), item.category.__name__, item.lineno > 0) for item in caught])

atexit.register(print, "last", sep="")
atexit.register(lambda: print("first", 1 / 1))
print(atexit._ncallbacks())
