"""Puzzles by brute force with the combinations of itertools."""
from itertools import (accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, groupby,
                       islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest)

letters = 'SENDMORY'


def value(word, where):
    return int(''.join(str(where[letter]) for letter in word))


for digits in permutations((9, 5, 6, 7, 1, 0, 8, 2)):
    where = dict(zip(letters, digits))
    if where['S'] and where['M'] and value('SEND', where) + value('MORE', where) == value('MONEY', where):
        print(where)
        break

print([bill for bill in combinations_with_replacement((50, 20, 10, 5), 4) if sum(bill) == 100])
queens = [rows for rows in permutations(range(6))
          if len({r + c for c, r in enumerate(rows)}) == len({r - c for c, r in enumerate(rows)}) == 6]
print(len(queens), queens[0])
print([''.join(bits) for bits in product('01', repeat=3) if bits.count('1') == 2])
print([(len(list(group)), key) for key, group in groupby('aaabccd')])
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate(range(1, 7), lambda a, b: a * b, initial=1)))
print([b - a for a, b in pairwise([1, 4, 9, 16])], list(zip_longest('ab', 'xyz', fillvalue='-')))
print(list(islice(cycle('RGB'), 7)), list(takewhile(lambda n: n < 20, (n * n for n in count(1)))))
one, two = tee(iter([1, 2, 3]))
print(list(starmap(pow, zip(one, repeat(2)))), list(chain.from_iterable([[n] * n for n in two])))
print(list(compress('ABCDEF', [1, 0, 1, 0, 1, 1])), sum(1 for _ in combinations(range(10), 4)))
