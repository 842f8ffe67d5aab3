# Processes, pipes and what waits for them: posix, fcntl, select, pwd, _posixsubprocess.
import fcntl, pwd, select, termios, posix, _posixsubprocess


def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error), error)


print(fcntl.fcntl(0, fcntl.F_GETFD), pwd.getpwuid(0).pw_name, pwd.getpwnam('root').pw_uid, len(pwd.getpwall()) > 3)
attempt(pwd.getpwnam, 'no such user')
attempt(pwd.getpwuid, -7)
attempt(fcntl.fcntl, 99, 1)
attempt(fcntl.fcntl, 'a', 1)
r, w = posix.pipe()
attempt(termios.tcgetattr, r)
print(select.select([r], [w], [], 0) == ([], [w], []))
posix.write(w, b'x')
print(select.select([r], [], [], 0) == ([r], [], []))
poll = select.poll()
poll.register(r)
poll.register(w, select.POLLOUT)
print(sorted(event for fd, event in poll.poll(0)))
poll.unregister(r)
attempt(poll.unregister, r)
attempt(select.select, [99], [], [], 0)
attempt(select.select, 3, [], [])
print(fcntl.lockf.__name__, fcntl.flock(r, fcntl.LOCK_SH) if False else '')


def spawn(arguments, programs, *streams):
    r, w = posix.pipe()
    pid = _posixsubprocess.fork_exec(arguments, programs, True, (w,), None, [b'GREETING=hello'], -1, -1, *streams, -1, -1, r, w,
                                     True, False, -1, None, None, None, -1, None, True)
    posix.close(w)
    trouble = posix.read(r, 100)
    posix.close(r)
    return pid, trouble


r2, w2 = posix.pipe()
pid, trouble = spawn([b'sh', b'-c', b'echo $GREETING; exit 5'], [b'/nowhere/sh', b'/bin/sh'], r2, w2)
posix.close(w2)
print(posix.read(r2, 100), trouble, posix.waitstatus_to_exitcode(posix.waitpid(pid, 0)[1]))
pid, trouble = spawn([b'x'], [b'/nowhere/x', b'/etc/passwd'], -1, -1)
print(trouble, posix.waitpid(pid, 0)[1])
pid = posix.fork()
if pid == 0:
    posix._exit(3)
status = posix.waitpid(pid, 0)[1]
print(posix.WIFEXITED(status), posix.WEXITSTATUS(status), posix.WIFSIGNALED(status))
print(posix.system('exit 3'), posix.uname().sysname, posix.times().user >= 0, posix.cpu_count() > 0)
posix.putenv('GREETING', 'hi')
print(posix.system('test "$GREETING" = hi'), posix.unsetenv('GREETING'), posix.system('test -z "$GREETING"'))
attempt(posix.execv, '/nowhere', ['a'])
attempt(posix.execv, '/nowhere', [])
attempt(posix.execve, '/nowhere', ['a'], {'a=b': 'c'})
attempt(posix.waitpid, -1, 0)
attempt(posix.kill, posix.getpid(), 0)
