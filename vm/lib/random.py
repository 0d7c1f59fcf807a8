# SPDX-License-Identifier: MIT
# Random numbers: the same as CPython's for the same seed.
#
# _random.Random is the Mersenne twister (random, getrandbits, seed, getstate,
# setstate).  Everything else is arithmetic on those numbers, and both how many
# are drawn and each rounding are part of what a seed promises.

from _random import Random as _Twister
from itertools import accumulate as _accumulate, repeat as _repeat
from math import (acos as _acos, ceil as _ceil, cos as _cos, e as _e,
                  exp as _exp, floor as _floor, log as _log, pi as _pi,
                  sin as _sin, sqrt as _sqrt)
import os as _os
from os import urandom as _urandom
import sys as _sys

__all__ = ['Random', 'seed', 'random', 'uniform', 'randint', 'choice',
           'sample', 'randrange', 'shuffle', 'normalvariate',
           'lognormvariate', 'expovariate', 'vonmisesvariate',
           'gammavariate', 'triangular', 'gauss', 'betavariate',
           'paretovariate', 'weibullvariate', 'getstate', 'setstate',
           'getrandbits', 'choices', 'randbytes', 'SystemRandom']

TWOPI = 2.0 * _pi
NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53
RECIP_BPF = 2 ** -BPF


class Random(_Twister):
    VERSION = 3
    gauss_next = None

    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        if version == 2 and isinstance(a, (bytearray, bytes, str)):
            a = _second_version(a)
        elif version == 1 and isinstance(a, (bytes, str)):
            a = _first_version(a)
        elif (_sys.version_info >= (3, 11) and not isinstance(
                a, (type(None), int, float, str, bytes, bytearray))):
            raise TypeError('The only supported seed types are: None,\n'
                            'int, float, str, bytes, and bytearray.')
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        version = state[0]
        if version not in (2, 3):
            raise ValueError(f'state with version {version} passed to '
                             'Random.setstate() of version '
                             f'{self.VERSION}')
        version, internal, self.gauss_next = state
        if version == 2:
            try:
                internal = tuple(word % 2 ** 32 for word in internal)
            except ValueError as error:
                raise TypeError from error
        super().setstate(internal)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    def __init_subclass__(cls, /, **kwargs):
        # A subclass with a random() of its own, but no getrandbits(), gets
        # its integers from random().
        super().__init_subclass__(**kwargs)
        for base in cls.__mro__:
            if '_randbelow' in vars(base):
                return
            if 'getrandbits' in vars(base):
                cls._randbelow = Random._randbelow
                return
            if 'random' in vars(base):
                cls._randbelow = cls._randbelow_without_getrandbits
                return

    def _randbelow(self, n):
        # Anew while it is too large, so that all are equally likely.
        draw, bits = self.getrandbits, n.bit_length()
        number = draw(bits)
        while number >= n:
            number = draw(bits)
        return number

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        random = self.random
        if n >= maxsize:
            from warnings import warn
            warn('Underlying random() generator does not supply \n'
                 'enough bits to choose from a population range this large.\n'
                 'To remove the range limitation, add a getrandbits() '
                 'method.')
            return int(random() * n)
        if n == 0:
            raise ValueError('Boundary cannot be zero')
        limit = (maxsize - maxsize % n) / maxsize
        number = random()
        while number >= limit:
            number = random()
        return int(number * maxsize) % n

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    # Integers.

    def randrange(self, start, stop=None, step=1):
        first = _whole(start, 'arg 1')
        if stop is None:
            if first > 0:
                return self._randbelow(first)
            raise ValueError('empty range for randrange()')
        last = _whole(stop, 'stop')
        width = last - first
        pace = _whole(step, 'step')
        if pace == 1:
            if width > 0:
                return first + self._randbelow(width)
            raise ValueError('empty range for randrange() '
                             f'({first}, {last}, {width})')
        if pace == 0:
            raise ValueError('zero step for randrange()')
        count = (width + pace + (-1 if pace > 0 else 1)) // pace
        if count <= 0:
            raise ValueError('empty range for randrange()')
        return first + pace * self._randbelow(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    # Sequences.

    def choice(self, seq):
        size = len(seq)
        if not size:
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(size)]

    def shuffle(self, x, random=None):
        for last in reversed(range(1, len(x))):
            if random is None:
                other = self._randbelow(last + 1)
            else:
                other = int(random() * (last + 1))
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        if counts is not None:
            return self._sample_counted(population, k, counts)
        if isinstance(population, (set, frozenset)):
            if _sys.version_info >= (3, 11):
                raise TypeError('Population must be a sequence.  For dicts or '
                                'sets, use sorted(d).')
            population = tuple(population)
        elif not hasattr(type(population), '__getitem__') or isinstance(
                population, dict):
            raise TypeError('Population must be a sequence or set.  For '
                            'dicts, use list(d).')
        size = len(population)
        if not 0 <= k <= size:
            raise ValueError('Sample larger than population or is negative')
        below = self._randbelow
        # A list of all that is left, or a set of all that is taken:
        # whichever is smaller.
        roomy = 21
        if k > 5:
            roomy += 4 ** _ceil(_log(k * 3, 4))
        result = [None] * k
        if size <= roomy:
            pool = list(population)
            for done in range(k):
                place = below(size - done)
                result[done] = pool[place]
                pool[place] = pool[size - done - 1]
            return result
        taken = set()
        for done in range(k):
            place = below(size)
            while place in taken:
                place = below(size)
            taken.add(place)
            result[done] = population[place]
        return result

    def _sample_counted(self, population, k, counts):
        from bisect import bisect
        population = list(population)
        sums = list(_accumulate(counts))
        if len(sums) != len(population):
            raise ValueError('The number of counts does not match the '
                             'population')
        total = sums.pop()
        if not isinstance(total, int):
            raise TypeError('Counts must be integers')
        if total <= 0:
            raise ValueError('Total of counts must be greater than zero')
        return [population[bisect(sums, place)]
                for place in self.sample(range(total), k=k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        random = self.random
        size, sums = len(population), cum_weights
        if weights is None and sums is None:
            size += 0.0
            return [population[_floor(random() * size)]
                    for _ in _repeat(None, k)]
        if sums is None:
            sums = [*_accumulate(weights)]
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative '
                            'weights')
        if len(sums) != size:
            raise ValueError('The number of weights does not match the '
                             'population')
        total = sums[-1] + 0.0
        if _sys.version_info >= (3, 9) and total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        from bisect import bisect
        return [population[bisect(sums, random() * total, 0, size - 1)]
                for _ in _repeat(None, k)]

    # Real numbers.  Each distribution keeps the formula CPython documents.

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        width, bend = high - low, 0.5
        if mode is not None:
            if not width:
                return low
            bend = (mode - low) / width
        if u > bend:
            # The other side, seen from its end.
            u, bend = 1.0 - u, 1.0 - bend
            low, width = high, low - high
        return low + width * _sqrt(u * bend)

    def normalvariate(self, mu=0.0, sigma=1.0):
        # Ratio of uniforms (Kinderman and Monahan).
        while True:
            u = self.random()
            v = 1.0 - self.random()
            z = NV_MAGICCONST * (u - 0.5) / v
            if z * z / 4.0 <= -_log(v):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        # Box-Muller gives two at a time; the second waits in gauss_next.
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * TWOPI
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            self.gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu=0.0, sigma=1.0):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        # Best and Fisher.
        draw = self.random
        if kappa <= 1e-6:
            return TWOPI * draw()
        half = 0.5 / kappa
        bound = half + _sqrt(1.0 + half * half)
        while True:
            z = _cos(_pi * draw())
            ratio = z / (bound + z)
            level = draw()
            if (level < 1.0 - ratio * ratio
                    or level <= (1.0 - ratio) * _exp(ratio)):
                break
        inverse = 1.0 / bound
        angle = _acos((inverse + z) / (1.0 + inverse * z))
        return (mu + angle if draw() > 0.5 else mu - angle) % TWOPI

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha > 1.0:
            return self._gamma_large(alpha) * beta
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return self._gamma_small(alpha) * beta

    def _gamma_large(self, alpha):
        # Cheng.
        draw = self.random
        root = _sqrt(2.0 * alpha - 1.0)
        base, slope = alpha - LOG4, alpha + root
        while True:
            u = draw()
            if not 1e-7 < u < 0.9999999:
                continue
            rest = 1.0 - draw()
            odds = _log(u / (1.0 - u)) / root
            x = alpha * _exp(odds)
            z = u * u * rest
            level = base + slope * odds - x
            if (level + SG_MAGICCONST - 4.5 * z >= 0.0
                    or level >= _log(z)):
                return x

    def _gamma_small(self, alpha):
        # Ahrens and Dieter.
        random = self.random
        while True:
            u = random()
            b = (_e + alpha) / _e
            p = b * u
            x = p ** (1.0 / alpha) if p <= 1.0 else -_log((b - p) / alpha)
            w = random()
            if p > 1.0:
                if w <= x ** (alpha - 1.0):
                    return x
            elif w <= _exp(-x):
                return x

    def betavariate(self, alpha, beta):
        one = self.gammavariate(alpha, 1.0)
        return one and one / (one + self.gammavariate(beta, 1.0))

    def paretovariate(self, alpha):
        u = 1.0 - self.random()
        if _sys.version_info >= (3, 10):
            return u ** (-1.0 / alpha)
        return 1.0 / u ** (1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)

    def binomialvariate(self, n=1, p=0.5):
        # By counting: the distribution of 3.12, not its numbers.
        if n < 0:
            raise ValueError('n must be non-negative')
        if not 0.0 <= p <= 1.0:
            raise ValueError('p must be in the range 0.0 <= p <= 1.0')
        return sum(self.random() < p for _ in range(n))


def _whole(value, word):
    if _sys.version_info >= (3, 12):
        from operator import index
        return index(value)
    number = int(value)
    if number != value:
        raise ValueError(f'non-integer {word} for randrange()')
    return number


def _first_version(a):
    # How Python 2 hashed a text to a seed, in 64 bits.
    codes = a if isinstance(a, bytes) else [ord(c) for c in a]
    mixed = codes[0] << 7 if codes else 0
    for code in codes:
        mixed = (mixed * 1000003 ^ code) % 2 ** 64
    return mixed ^ len(codes)


def _second_version(a):
    from hashlib import sha512
    text = a.encode() if isinstance(a, str) else bytes(a)
    return int.from_bytes(text + sha512(text).digest(), 'big')


class SystemRandom(Random):
    # Numbers from os.urandom: nothing to seed, and no state.

    def random(self):
        return (int.from_bytes(_urandom(7), 'big') >> 3) * RECIP_BPF

    def getrandbits(self, k):
        if k < 0 or k == 0 and _sys.version_info < (3, 9):
            raise ValueError('number of bits must be greater than zero')
        size = (k + 7) // 8
        return int.from_bytes(_urandom(size), 'big') >> (size * 8 - k)

    def randbytes(self, n):
        return _urandom(n)

    def seed(self, *args, **kwds):
        return None

    def _no_state(self, *args, **kwds):
        raise NotImplementedError('System entropy source does not have state.')

    setstate = getstate = _no_state


# The module's functions are the methods of one generator.
_inst = Random()
globals().update((name, getattr(_inst, name)) for name in
                 [*__all__[1:-1], 'binomialvariate'])

if hasattr(_os, 'register_at_fork'):
    _os.register_at_fork(after_in_child=seed)
