"""Exceptions that hold their frames, and frames that hold their exceptions."""
OUT = []
def fail(n):
    local = [n]
    if n == 0:
        raise ValueError(local)
    fail(n - 1)


kept = []
for i in range(160):
    try:
        fail(i % 6)
    except ValueError as error:
        kept.append(error)


def cycle():
    try:
        fail(2)
    except ValueError as error:
        saved = error
    return len(saved.args)


OUT.append((sum(cycle() for _ in range(700)), len(kept),))


def chained():
    try:
        try:
            fail(1)
        except ValueError as first:
            raise KeyError("second") from first
    except KeyError as second:
        self = second
        return second.__cause__


OUT.append((len({type(chained()) for _ in range(400)}),))
group = ExceptionGroup("g", [ValueError(i) for i in range(900)])
OUT.append((len(group.exceptions),))
for line in OUT:
    print(*line)
