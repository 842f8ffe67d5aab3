"""Dicts with text for keys: how often each word occurs."""
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 40000


STEMS = "the quick brown fox jumps over a lazy dog and then sleeps in the shade".split()


def sentence(seed):
    return " ".join([STEMS[(seed * 7 + i * i) % len(STEMS)] + str((seed + i) % 9) for i in range(12)])


def count(lines):
    counts = {}
    for line in lines:
        for word in line.lower().split():
            word = word.strip(".,")
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


counts = {}
for _ in range(4):
    for word, number in count(sentence(i) for i in range(SIZE)).items():
        counts[word] = counts.get(word, 0) + number
for word, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]:
    print(word, number)
