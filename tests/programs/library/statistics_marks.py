"""A class's marks: averages, spread, quartiles, modes."""
import statistics as st
from decimal import Decimal
from fractions import Fraction

marks = [72, 85, 90, 66, 85, 78, 95, 60, 85, 72]
print(st.mean(marks), st.fmean(marks), st.median(marks), st.median_low(marks), st.median_high(marks), st.median_grouped(marks, 10))
print(st.mode(marks), st.multimode(marks), st.multimode('abracadabra'), st.mode(['red', 'blue', 'red']))
print(round(st.stdev(marks), 6), round(st.pstdev(marks), 6), st.variance(marks), st.pvariance(marks))
print(st.quantiles(marks), st.quantiles(marks, n=10, method='inclusive'))
print(st.harmonic_mean([40, 60]), st.harmonic_mean([5, 10], weights=[3, 1]), round(st.geometric_mean([54, 24, 36]), 9), st.fmean([3, 5], weights=[1, 3]))
print(st.mean([Decimal('0.1'), Decimal('0.3')]), st.mean([Fraction(1, 2), Fraction(1, 3)]), st.variance([Fraction(1, 2), Fraction(3, 4), 1]), st.mean([1, 2.5]))
print(st.mean([True, False, True]), st.median(['a', 'c', 'b']) if False else st.median_low(['a', 'c', 'b']))
for bad in ('st.mean([])', 'st.median([])', 'st.mode([])', 'st.stdev([1])', 'st.quantiles([1])', 'st.harmonic_mean([-1])', 'st.geometric_mean([0])', "st.mean(['a'])", 'st.quantiles([1, 2], n=0)'):
    try:
        print(eval(bad))
    except (st.StatisticsError, TypeError) as error:
        print(bad, type(error).__name__, error)
