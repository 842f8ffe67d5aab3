"""Exceptions: raised, caught, cleaned up after, and passed through frames."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 600000


class Refused(Exception):
    pass


def check(number):
    if number % 3 == 0:
        raise Refused(number)
    return number


def through(number):
    try:
        return check(number)
    finally:
        ENDED[0] += 1


ENDED = [0]
TABLE = {i: i * i for i in range(0, 100, 2)}
accepted = refused = missing = 0
for i in range(SIZE):
    try:
        accepted += through(i)
    except Refused as error:
        refused += error.args[0] & 1
    try:
        accepted += TABLE[i % 100]
    except KeyError:
        missing += 1
    try:
        int("x" if i % 5 == 0 else "7")
    except (TypeError, ValueError):
        missing += 2
print(accepted, refused, missing, ENDED)
