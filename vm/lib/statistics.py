# SPDX-License-Identifier: MIT
#
# Invariant: data are summed as fractions, so that order and size do not
# matter, and the result is given in the type of the data.
"""Means, spreads and the like, exact until the last step.

>>> mean([1, 2, 3, 4, 4])
2.8
>>> median([7, 1, 3, 5])
4.0
>>> pvariance([0.25, 0.25, 0.75, 0.75])
0.0625
"""

import math
import random
from bisect import bisect_left
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

__all__ = ['NormalDist', 'StatisticsError', 'fmean', 'geometric_mean',
           'harmonic_mean', 'mean', 'median', 'median_grouped',
           'median_high', 'median_low', 'mode', 'multimode', 'pstdev',
           'pvariance', 'quantiles', 'stdev', 'variance', 'correlation',
           'covariance', 'linear_regression']


class StatisticsError(ValueError):
    pass


def _coerce(first, second):
    # The type that the result of mixing two types has.
    if first is second or second in (int, bool):
        return first
    if first in (int, bool):
        return second
    if issubclass(first, second):
        return first
    if issubclass(second, first):
        return second
    if issubclass(first, int):
        return second
    if issubclass(second, int):
        return first
    if issubclass(first, Fraction) and issubclass(second, float):
        return second
    if issubclass(first, float) and issubclass(second, Fraction):
        return first
    raise TypeError(f"don't know how to coerce {first.__name__} and "
                    f'{second.__name__}')


def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return math.isfinite(x)


def _exact_ratio(x):
    # Numerator and denominator; an infinity or a NaN, and None.
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type {type(x).__name__!r} to "
                        'numerator/denominator') from None


class _Exact:
    """A running sum of fractions: top / bottom, not reduced before the end.
    A float's denominator is a power of two, so mostly one divides the other.
    """

    def __init__(self):
        self.top, self.bottom = 0, 1
        self.special = None     # of infinities and NaNs

    def add(self, top, bottom):
        if bottom == self.bottom:
            self.top += top
        elif bottom is None:
            self.special = top if self.special is None else self.special + top
        elif self.bottom % bottom == 0:
            self.top += top * (self.bottom // bottom)
        else:
            common = math.gcd(bottom, self.bottom)
            self.top = (self.top * (bottom // common)
                        + top * (self.bottom // common))
            self.bottom *= bottom // common

    def value(self):
        if self.special is None:
            return Fraction(self.top, self.bottom)
        return self.special


def _sum(data, start=0):
    last = type(start)
    kind, count = _coerce(int, last), 0
    total = _Exact()
    total.add(*_exact_ratio(start))
    for x in data:
        if type(x) is not last:
            last = type(x)
            kind = _coerce(kind, last)
        count += 1
        total.add(*_exact_ratio(x))
    return kind, total.value(), count


def _fail_neg(values, errmsg='negative value'):
    for x in values:
        if x < 0:
            raise StatisticsError(errmsg)
        yield x


def _convert(value, kind):
    if type(value) is kind:
        return value
    if issubclass(kind, int):
        if isinstance(value, Fraction) and value.denominator == 1:
            return kind(value.numerator)
        kind = float
    try:
        return kind(value)
    except TypeError:
        return kind(value.numerator) / kind(value.denominator)


def _listed(data, need, message):
    if iter(data) is data:
        data = list(data)
    if len(data) < need:
        raise StatisticsError(message)
    return data


# ---- Middles ----

def mean(data):
    data = _listed(data, 1, 'mean requires at least one data point')
    kind, total, count = _sum(data)
    return _convert(total / count, kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is not None:
        weights = list(weights)
        if len(data) != len(weights):
            raise StatisticsError('data and weights must be the same length')
        whole = math.fsum(weights)
        if not whole:
            raise StatisticsError('sum of weights must be non-zero')
        return math.fsum(x * w for x, w in zip(data, weights)) / whole
    if not data:
        raise StatisticsError('fmean requires at least one data point')
    return math.fsum(data) / len(data)


def geometric_mean(data):
    try:
        return math.exp(fmean(map(math.log, data)))
    except ValueError:
        raise StatisticsError('geometric mean requires a non-empty dataset  '
                              'containing positive numbers') from None


def harmonic_mean(data, weights=None):
    data = _listed(data, 1, 'harmonic_mean requires at least one data point')
    message = 'harmonic mean does not support negative values'
    if len(data) == 1 and weights is None:
        x = data[0]
        if not isinstance(x, (int, float, Fraction)) and not hasattr(
                x, 'as_integer_ratio'):
            raise TypeError('unsupported type')
        if x < 0:
            raise StatisticsError(message)
        return x
    if weights is None:
        weights = [1] * len(data)
    elif len(data) != len(weights):
        raise StatisticsError('Number of weights does not match data size')
    data = list(_fail_neg(data, message))
    whole = _sum(weights)[1]
    if any(x == 0 and w for x, w in zip(data, weights)):
        return 0
    kind, total, _ = _sum(w / x if w else 0 for x, w in zip(data, weights))
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(whole / total, kind)


def _middle(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data, len(data) // 2


def median(data):
    data, half = _middle(data)
    if len(data) % 2:
        return data[half]
    return (data[half - 1] + data[half]) / 2


def median_low(data):
    data, half = _middle(data)
    return data[half] if len(data) % 2 else data[half - 1]


def median_high(data):
    data, half = _middle(data)
    return data[half]


def median_grouped(data, interval=1):
    data, half = _middle(data)
    if len(data) == 1:
        return data[0]
    x = data[half]
    for value in (x, interval):
        if isinstance(value, (str, bytes)):
            raise TypeError(f'expected number but got {value!r}')
    try:
        low = x - interval / 2
    except TypeError:
        low = float(x) - float(interval) / 2
    below = bisect_left(data, x)
    same = sum(1 for value in data[below:] if value == x)
    return low + interval * (len(data) / 2 - below) / same


def _counted(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return sorted(counts.items(), key=itemgetter(1), reverse=True)


def mode(data):
    counts = _counted(iter(data))
    if not counts:
        raise StatisticsError('no mode for empty data')
    return counts[0][0]


def multimode(data):
    counts = _counted(iter(data))
    for _, best in groupby(counts, key=itemgetter(1)):
        return [value for value, _ in best]
    return []


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError('must have at least two data points')
    cuts = []
    if method == 'inclusive':
        for i in range(1, n):
            place, rest = divmod(i * (size - 1), n)
            cuts.append((data[place] * (n - rest) + data[place + 1] * rest)
                        / n)
    elif method == 'exclusive':
        for i in range(1, n):
            place = min(max(i * (size + 1) // n, 1), size - 1)
            rest = i * (size + 1) - place * n
            cuts.append((data[place - 1] * (n - rest) + data[place] * rest)
                        / n)
    else:
        raise ValueError(f'Unknown method: {method!r}')
    return cuts


# ---- Spreads ----

def _squares(data, center):
    if center is not None:
        kind, total, _ = _sum((x - center) ** 2 for x in data)
        return kind, total
    kind, total, count = _sum(data)
    if not isinstance(total, Fraction):
        return kind, total - total
    squares = _Exact()
    for x in data:
        top, bottom = _exact_ratio(x)
        squares.add(top * top, bottom * bottom)
    return kind, squares.value() - total * total / count if count else total


def variance(data, xbar=None):
    data = _listed(data, 2, 'variance requires at least two data points')
    kind, total = _squares(data, xbar)
    return _convert(total / (len(data) - 1), kind)


def pvariance(data, mu=None):
    data = _listed(data, 1, 'pvariance requires at least one data point')
    kind, total = _squares(data, mu)
    return _convert(total / len(data), kind)


def _root(value):
    try:
        return value.sqrt()
    except AttributeError:
        return math.sqrt(value)


def stdev(data, xbar=None):
    return _root(variance(data, xbar))


def pstdev(data, mu=None):
    return _root(pvariance(data, mu))


# ---- Two series ----

def _paired(x, y, name):
    if len(x) != len(y):
        raise StatisticsError(f'{name} requires that both inputs have same '
                              'number of data points')
    if len(x) < 2:
        raise StatisticsError(f'{name} requires at least two data points')
    return fmean(x), fmean(y)


def covariance(x, y, /):
    xbar, ybar = _paired(x, y, 'covariance')
    return math.fsum((a - xbar) * (b - ybar)
                     for a, b in zip(x, y)) / (len(x) - 1)


def correlation(x, y, /):
    xbar, ybar = _paired(x, y, 'correlation')
    both = math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    first = math.fsum((a - xbar) ** 2 for a in x)
    second = math.fsum((b - ybar) ** 2 for b in y)
    try:
        return both / math.sqrt(first * second)
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant')


def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple
    line = namedtuple('LinearRegression', ('slope', 'intercept'))
    xbar, ybar = _paired(x, y, 'linear regression')
    if proportional:
        xbar = ybar = 0.0
    both = math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    own = math.fsum((a - xbar) ** 2 for a in x)
    try:
        slope = both / own
    except ZeroDivisionError:
        raise StatisticsError('x is constant')
    return line(slope, 0.0 if proportional else ybar - slope * xbar)


# ---- The normal distribution ----

def _polynomial(x, *coefficients):
    # Highest power first.
    value = 0.0
    for coefficient in coefficients:
        value = value * x + coefficient
    return value


def _normal_dist_inv_cdf(p, mu, sigma):
    # Wichura's algorithm AS 241: three ratios of polynomials.
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        up = _polynomial(
            r, 2.50908_09287_30122_6727e+3, 3.34305_75583_58812_8105e+4,
            6.72657_70927_00870_0853e+4, 4.59219_53931_54987_1457e+4,
            1.37316_93765_50946_1125e+4, 1.97159_09503_06551_4427e+3,
            1.33141_66789_17843_7745e+2, 3.38713_28727_96366_6080e+0) * q
        down = _polynomial(
            r, 5.22649_52788_52854_5610e+3, 2.87290_85735_72194_2674e+4,
            3.93078_95800_09271_0610e+4, 2.12137_94301_58659_5867e+4,
            5.39419_60214_24751_1077e+3, 6.87187_00749_20579_0830e+2,
            4.23133_30701_60091_1252e+1, 1.0)
        return mu + up / down * sigma
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        up = _polynomial(
            r, 7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2,
            2.41780_72517_74506_11770e-1, 1.27045_82524_52368_38258e+0,
            3.64784_83247_63204_60504e+0, 5.76949_72214_60691_40550e+0,
            4.63033_78461_56545_29590e+0, 1.42343_71107_49683_57734e+0)
        down = _polynomial(
            r, 1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4,
            1.51986_66563_61645_71966e-2, 1.48103_97642_74800_74590e-1,
            6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e+0,
            2.05319_16266_37758_82187e+0, 1.0)
    else:
        r -= 5.0
        up = _polynomial(
            r, 2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5,
            1.24266_09473_88078_43860e-3, 2.65321_89526_57612_30930e-2,
            2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e+0,
            5.46378_49111_64114_36990e+0, 6.65790_46435_01103_77720e+0)
        down = _polynomial(
            r, 2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7,
            1.84631_83175_10054_68180e-5, 7.86869_13114_56132_59100e-4,
            1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
            5.99832_20655_58879_37690e-1, 1.0)
    x = up / down
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    __slots__ = {'_mu': 'Arithmetic mean of a normal distribution',
                 '_sigma': 'Standard deviation of a normal distribution'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        middle = fmean(data)
        return cls(middle, stdev(data, middle))

    def samples(self, n, *, seed=None):
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        spread = self._sigma ** 2.0
        if not spread:
            raise StatisticsError('pdf() not defined when sigma is zero')
        return math.exp((x - self._mu) ** 2.0 / (-2.0 * spread)) / math.sqrt(
            math.tau * spread)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError('cdf() not defined when sigma is zero')
        return 0.5 * (1.0 + math.erf(
            (x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        if self._sigma <= 0.0:
            raise StatisticsError('cdf() not defined when sigma at or below '
                                  'zero')
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def zscore(self, x):
        if not self._sigma:
            raise StatisticsError('zscore() not defined when sigma is zero')
        return (x - self._mu) / self._sigma

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        first, second = self, other
        if (second._sigma, second._mu) < (first._sigma, first._mu):
            first, second = second, first
        spread1, spread2 = first.variance, second.variance
        if not spread1 or not spread2:
            raise StatisticsError('overlap() not defined when sigma is zero')
        more = spread2 - spread1
        apart = abs(second._mu - first._mu)
        if not more:
            return 1.0 - math.erf(apart / (2.0 * first._sigma
                                           * math.sqrt(2.0)))
        a = first._mu * spread2 - second._mu * spread1
        b = first._sigma * second._sigma * math.sqrt(
            apart ** 2.0 + more * math.log(spread2 / spread1))
        x1, x2 = (a + b) / more, (a - b) / more
        return 1.0 - (abs(second.cdf(x1) - first.cdf(x1))
                      + abs(second.cdf(x2) - first.cdf(x2)))

    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma ** 2.0)

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu,
                              math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu,
                              math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, factor):
        return NormalDist(self._mu * factor, self._sigma * math.fabs(factor))

    def __truediv__(self, factor):
        return NormalDist(self._mu / factor, self._sigma / math.fabs(factor))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return -(self - other)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return (f'{type(self).__name__}(mu={self._mu!r}, '
                f'sigma={self._sigma!r})')
