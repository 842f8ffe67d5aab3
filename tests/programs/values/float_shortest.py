# The shortest digits that read back as the same float, also where floats get denser: at powers of two.
for power in (-1074, -1022, -537, -44, -24, -20, -1, 52, 53, 54, 89, 444, 1023):
    print(power, 2.0 ** power, -(2.0 ** power), float(repr(2.0 ** power)) == 2.0 ** power)
print(5.9604644775390625e-08, 9.5367431640625e-07, 9007199254740993.0, 1e23, 5e-324, 2.2250738585072014e-308)
print(0.1, 0.1 + 0.2, 1 / 3, 2 / 3, 100.0, 1e15, 1e16, 1e17, 123456789012345678.0, 1e-4, 1e-5)

# '#' keeps the point, a blank or '+' stands where a minus would, also before a negative zero.
for value in (7e10, 1.0, -0.0, 5e-324, float('nan'), float('-inf')):
    print([format(value, spec) for spec in ('#.1', '#.0', '#,.0', '+', ' ', 'z', '.3', 'e', 'g', '%')])
    print(['% g' % value, '%+g' % value, '% #.3G' % value, '%08.2f' % value, '%-8.1e|' % value])

# All powers of two and of ten, and what lies beside them, by the hash of their texts.
import math

texts = []
for value in [2.0 ** power for power in range(-1074, 1024)] + [float(f'1e{power}') for power in range(-320, 309)]:
    for beside in (value, math.nextafter(value, 0), math.nextafter(value, math.inf), value * 3):
        texts.append(repr(beside))
print(len(texts), hash(' '.join(texts)))
