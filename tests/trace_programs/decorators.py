def twice(function):
    def run(*args, **kwargs):
        return function(*args, **kwargs) + function(*args, **kwargs)

    return run


@twice
def add(a, b=1):
    return a + b


print(add(1), add(1, b=2))


def annotated(n: int, *, flag: bool = False) -> str:
    return str(n) if flag else ""


print(annotated(3, flag=True))
