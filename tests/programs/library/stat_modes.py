# What the bits of a mode say, and a NewType's call: both without a frame of their own.
import stat
import typing
import _stat

modes = [0o100644, 0o40755, 0o120777, 0o20666, 0o60660, 0o10600, 0o140777, 0o104755, 0o104644, 0o102711, 0o102700, 0o41777, 0o41776, 0, 0o177777, 0xFFFFFFFF]
for mode in modes:
    print(oct(mode), stat.filemode(mode), oct(stat.S_IMODE(mode)), oct(stat.S_IFMT(mode)), [name for name in dir(stat) if name.startswith('S_IS') and callable(getattr(stat, name)) and getattr(stat, name)(mode)])
print([(name, value) for name, value in sorted(vars(_stat).items()) if type(value) is int] == [(name, getattr(stat, name)) for name in sorted(vars(_stat)) if type(getattr(_stat, name)) is int])
print(sum(value for value in vars(_stat).values() if type(value) is int), type(stat.S_ISDIR), stat.S_ISDIR is _stat.S_ISDIR)
for wrong in 'a', 1.5, -1, 2 ** 32, 2 ** 64, None:
    for function in stat.S_ISREG, stat.filemode, stat.S_IMODE:
        try:
            print(function(wrong))
        except (TypeError, OverflowError) as error:
            print(type(error).__name__, error)
UserId = typing.NewType('UserId', int)
print(UserId(5), type(UserId.__call__), UserId, UserId.__supertype__)
