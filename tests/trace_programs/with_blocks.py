class Guard:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        return self.swallow


with Guard(False) as guard:
    print(guard.swallow)
with Guard(True):
    raise ValueError("gone")
try:
    with Guard(False):
        raise ValueError("kept")
except ValueError as error:
    print(error)
