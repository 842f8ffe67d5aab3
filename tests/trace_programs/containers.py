numbers = [1, 2, 3]
numbers.append(4)
numbers[0] = 10
first, *rest = numbers
pairs = {"a": 1, "b": 2}
pairs["c"] = 3
del pairs["a"]
print(numbers[1:3], rest, pairs, (1, 2)[0], {1, 2} & {2, 3})
print([n * n for n in numbers if n > 2], {k: v for k, v in pairs.items()}, {n % 2 for n in numbers})
merged = [*numbers, *rest]
both = {**pairs, "d": 4}
print(len(merged), sum(n for n in merged), both)
