# A key that cannot go into a dict is given up once.
class Key:
    def __hash__(self):
        raise ValueError("no hash")

    def __del__(self):
        print("a key dies")


for attempt in lambda: {[]: 1 for _ in "a"}, lambda: {Key(): [] for _ in "a"}:
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
