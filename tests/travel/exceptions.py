# Ways out of frames: raised, caught, cleaned up after, chained, grouped, re-raised, from C code and out of it.
import sys


class Own(Exception):
    def __init__(self, depth):
        super().__init__(f"at {depth}")
        self.depth = depth


class Guard:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        self.log.append("in")
        return self

    def __exit__(self, kind, value, traceback):
        self.log.append(kind and kind.__name__)
        return kind is ZeroDivisionError


def fall(depth):
    if depth == 0:
        raise Own(depth)
    try:
        fall(depth - 1)
    finally:
        depth += 1


def chain(i):
    try:
        try:
            return [1, 2][i]
        except IndexError as error:
            raise ValueError(i) from error
    except ValueError as error:
        return type(error.__cause__).__name__


def grouped(i):
    caught = []
    try:
        raise ExceptionGroup("several", [KeyError(i), TypeError(i), Own(i)])
    except* KeyError as group:
        caught.append(len(group.exceptions))
    except* (TypeError, Own) as group:
        caught.append(len(group.exceptions))
    return caught


def from_c(i):
    try:
        return sorted([3, i, "x"])
    except TypeError as error:
        return str(error)
    finally:
        int("17")


def turn(i):
    log = []
    with Guard(log):
        log.append(1 // (i % 3))
    try:
        fall(i % 5)
    except Own as error:
        log.append(error.depth)
    log.append(chain(i % 4))
    log.append(grouped(i))
    log.append(from_c(i))
    return len(log)


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 50
print(sum(turn(i) for i in range(turns)))
