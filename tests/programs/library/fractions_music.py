"""Tunings of a scale, and a rhythm that must fill its bars, in fractions."""
from fractions import Fraction

FIFTH = Fraction(3, 2)
NAMES = 'F C G D A E B'.split()


def octave(ratio):
    while ratio >= 2:
        ratio /= 2
    while ratio < 1:
        ratio *= 2
    return ratio


scale = {name: octave(FIFTH ** (i - 1)) for i, name in enumerate(NAMES)}
for name, ratio in sorted(scale.items(), key=lambda item: item[1]):
    print(name, ratio, f'{float(ratio * 264):.2f}')
print('comma', FIFTH ** 12 / 2 ** 7)
notes = '1/4 1/4 1/8 1/8 3/16 1/16 1/2 1/2 1/3 1/3 1/3 1'.split()
bars, bar = [], []
for text in notes:
    bar.append(Fraction(text))
    if sum(bar) >= 1:
        bars.append(bar)
        bar = []
for bar in bars:
    print(' '.join(map(str, bar)), '=', sum(bar), 'full' if sum(bar) == 1 else 'too long')
