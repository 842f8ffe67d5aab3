# Writes a file and reads it back: what it does to the world happens once, however often it is run again.
import posix

path = posix.environ[b'TRAVEL']
mode = posix.environ[b'TRAVEL_MODE'].decode()
with open(path, mode) as file:
    for i in range(3):
        file.write('once %d\n' % i)
    file.flush()
    print(posix.stat(path).st_size, posix.getpid() == posix.getpid())
with open(path) as file:
    for line in file:
        print(line, end='')
posix.mkdir(path + b'-folder')
print(posix.listdir(path + b'-folder'))
posix.rmdir(path + b'-folder')
try:
    posix.fork()
except OSError as error:
    print(error)
