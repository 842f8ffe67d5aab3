# Slices of every sequence, sorting with key and reverse, and operations of lists, dicts, sets and ranges.
from cases import run, shown

THINGS = [0, 1, 2, -1, True, 1.0, 2.5, 'a', 'b', '', None, (1,), (), b'a', 2 ** 70, float('inf')]


def some(cases, longest=8):
    return [cases.among(THINGS) for _ in range(cases.below(longest + 1))]


def limit(cases):
    return cases.among((None, 0, 1, 2, 3, -1, -2, -3, 7, 100, -100, 10 ** 30, True, 'x' if cases.chance(10) else 4))


def sequence(cases):
    kind, items = cases.below(7), some(cases, 12)
    if kind == 6:
        return range(cases.below(20) - 10, cases.below(40) - 20, cases.among((1, 2, 3, -1, -4)))
    return (items, tuple(items), 'abcdefghij'[:len(items)], b'abcdefghij'[:len(items)], bytearray(b'abcdefghij')[:len(items)], memoryview(b'abcdefghij')[:len(items)])[kind]


def plain(value):
    return value.tolist() if isinstance(value, memoryview) else value


def change_list(cases):
    items, log = some(cases), []
    for _ in range(cases.below(7)):
        kind = cases.below(10)
        part = slice(limit(cases), limit(cases), cases.among((None, None, 1, 2, -1, -2, 0)))
        log.append((lambda: shown(items.append, cases.among(THINGS)), lambda: shown(items.insert, cases.below(20) - 10, 'new'), lambda: shown(items.pop, cases.below(20) - 10), lambda: shown(items.remove, cases.among(THINGS)),
                    lambda: shown(items.__setitem__, part, some(cases)), lambda: shown(items.__delitem__, part), lambda: shown(items.extend, cases.among(('xy', (1,), 5, {1: 2}))), lambda: shown(items.__imul__, cases.below(4) - 1),
                    lambda: shown(items.reverse), lambda: shown(items.index, cases.among(THINGS), limit(cases) or 0))[kind]())
    return log, items, items.count(1)


def change_dict(cases):
    table, log = {}, []
    for _ in range(cases.below(40)):
        kind, key = cases.below(9), cases.among((cases.among(THINGS), cases.integer(8), cases.text('abc', 2)))
        if kind < 4:
            table[key] = cases.below(100)
        else:
            log.append((lambda: shown(table.pop, key), lambda: shown(table.get, key), lambda: shown(table.setdefault, key, 'd'), lambda: shown(table.popitem), lambda: shown(table.update, [(key, 1), ('z', 2)]))[kind - 4]())
    other = {cases.among(THINGS): 0 for _ in range(3)}
    return log, table, list(reversed(table)), shown(lambda: table | other), sorted(map(repr, table.keys() & other)), sorted(map(repr, table.keys() ^ other)), table == dict(reversed(table.items())), shown(dict.fromkeys, table, 0)


def change_set(cases):
    a, b = {cases.integer(cases.among((4, 8, 40))) for _ in range(cases.below(30))}, {cases.integer(cases.among((4, 8))) for _ in range(cases.below(30))}
    c = frozenset(cases.text('abc', 2) for _ in range(cases.below(20)))
    for _ in range(cases.below(10)):
        cases.among((a.add, a.discard))(cases.integer(5))
    return list(a), list(b), list(c), list(a | b), list(a & b), list(a - b), list(a ^ b), a <= b, a < b, a.isdisjoint(b), list(a.union(c, b)), list(c.intersection(['a', 'b'])), hash(frozenset(b)), shown(a.remove, 99), shown(a.pop) if a else '', list(a)


def sort(cases):
    items = [cases.among((cases.integer(4), cases.integer(60))) for _ in range(cases.below(cases.among((8, 80, 300))))]
    if cases.chance(4):
        items = [cases.text('abc', 3) for _ in items]
    elif cases.chance(4):
        items = [float(item) for item in items]
    elif cases.chance(4):
        items = [(item % 3, cases.below(3)) for item in items]
    elif cases.chance(6):
        items += some(cases)
    key = cases.among((None, None, str, lambda x: -x if isinstance(x, int) else 0, lambda x: 0, repr))
    reverse = cases.chance(2)
    calls = []

    def counted(x):
        calls.append(x)
        return key(x) if key else x
    return shown(lambda: sorted(items, key=key, reverse=reverse)), shown(lambda: sorted(items, key=counted, reverse=reverse) and len(calls)), shown(min, items), shown(max, items), shown(lambda: sum(items, 0))


def case(cases):
    kind = cases.below(10)
    if kind < 3:
        row, part = sequence(cases), slice(limit(cases), limit(cases), cases.among((None, None, 1, 2, 3, -1, -2, 0)))
        return plain(row), part, shown(lambda: plain(row[part])), shown(part.indices, cases.below(20)), shown(lambda: row[limit(cases)]), shown(lambda: list(reversed(row)))
    if kind == 3:
        a, b = some(cases), some(cases)
        return a, b, shown(lambda: a < b), a == b, shown(lambda: tuple(a) >= tuple(b)), a + b, a * cases.below(3), shown(hash, (len(a), len(b), *[x for x in a if isinstance(x, int)]))
    if kind == 4:
        r = sequence(cases)
        x = cases.among(THINGS)
        return plain(r), x, shown(lambda: x in r), shown(lambda: r.index(x)), shown(lambda: r.count(x)), len(r), bool(r), shown(lambda: r * 2), shown(lambda: r + r)
    if kind == 5:
        return change_list(cases)
    if kind == 6:
        return change_dict(cases)
    if kind == 7:
        return change_set(cases)
    return sort(cases)


run(case)
