"""Fitting lines, correlations, and normal distributions."""
import statistics as st
from statistics import NormalDist

hours, points = [1, 2, 3, 4, 5, 6], [2, 4, 5, 4, 5, 7]
slope, intercept = st.linear_regression(hours, points)
print(round(slope, 9), round(intercept, 9), round(st.correlation(hours, points), 9), round(st.covariance(hours, points), 9))
print(st.linear_regression(hours, [3 * h for h in hours], proportional=True))
print([round(slope * h + intercept, 3) for h in (7, 8)])
height = NormalDist(175, 8)
print(height, height.mean, height.stdev, height.variance, height.median, height.mode)
print(round(height.cdf(183), 9), round(height.pdf(175), 9), round(height.inv_cdf(0.975), 6), round(height.zscore(191), 3))
print([round(q, 4) for q in height.quantiles(4)], round(height.overlap(NormalDist(165, 7)), 9))
print(height + 5, height * 2, -height, height + NormalDist(1, 6), height - NormalDist(1, 6), height == NormalDist(175, 8), hash(height) == hash(NormalDist(175, 8)))
sample = NormalDist.from_samples([2.5, 3.1, 2.1, 2.4, 2.7, 3.5])
print(round(sample.mean, 6), round(sample.stdev, 6), [round(x, 9) for x in NormalDist(0, 1).samples(3, seed=42)])
for bad in (lambda: NormalDist(0, -1), lambda: st.correlation([1, 2], [3, 3]), lambda: st.linear_regression([1], [2]), lambda: height.inv_cdf(1), lambda: st.covariance([1, 2], [1])):
    try:
        bad()
    except st.StatisticsError as error:
        print(error)
