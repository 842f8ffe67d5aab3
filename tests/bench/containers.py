words = {}
for i in range(200000):
    key = "w" + str(i % 5000)
    words[key] = words.get(key, 0) + 1
pairs = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
squares = [x * x for x in range(200000) if x % 3]
print(pairs[0], len(set(squares)), sum(squares))
