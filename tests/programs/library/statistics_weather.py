"""Readings of a year summarised by month, with outliers and a text histogram."""
import random
import statistics

random.seed(1)
readings = {month: [round(random.gauss(12 - abs(6 - month) * 3, 4), 1) for _ in range(30)] for month in range(1, 13)}
for month, values in readings.items():
    low, middle, high = statistics.quantiles(values, n=4)
    spread = high - low
    odd = [value for value in values if value < low - 1.5 * spread or value > high + 1.5 * spread]
    print(f'{month:2} {statistics.fmean(values):6.2f} {statistics.stdev(values):5.2f} {low:6.2f} {middle:6.2f} {high:6.2f} {odd}')
every = sorted(value for values in readings.values() for value in values)
for start in range(-15, 25, 5):
    count = sum(start <= value < start + 5 for value in every)
    print(f'{start:>4} {"#" * (count // 4)} {count}')
print(statistics.median(every), statistics.mode([value // 1 for value in every]), min(every), max(every))
