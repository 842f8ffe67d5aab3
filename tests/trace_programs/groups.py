try:
    raise ExceptionGroup("many", [ValueError(1), TypeError(2), KeyError(3)])
except* ValueError as group:
    print("values", len(group.exceptions))
except* (TypeError, KeyError) as group:
    print("others", len(group.exceptions))


async def answer():
    return 42


async def ask():
    return await answer()


coroutine = ask()
try:
    coroutine.send(None)
except StopIteration as stop:
    print(stop.value)
