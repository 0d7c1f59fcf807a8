# SPDX-License-Identifier: MIT
# library: random
# The same seed gives CPython's numbers, function by function.
import random

for seed in (0, 1, 12345, 'text', b'bytes', -7, 2.5, 10 ** 40):
    r = random.Random(seed)
    print(seed, r.random(), r.getrandbits(70), r.randrange(10), r.randint(1, 6),
          r.randrange(5, 100, 7), r.choice('abcdef'), r.uniform(1, 3))
    items = list(range(12))
    r.shuffle(items)
    print(items, r.sample(range(1000), 5), r.sample(items, 9))
    print(r.choices('abc', k=5), r.choices('abc', [1, 5, 2], k=5),
          r.choices([1, 2], cum_weights=[3, 4], k=3))
    print(r.triangular(), r.triangular(1, 5, 2), r.normalvariate(0, 1),
          r.gauss(0, 1), r.gauss(3, 2), r.lognormvariate(0, 0.5),
          r.expovariate(1.5), r.vonmisesvariate(1, 2),
          r.gammavariate(0.5, 1), r.gammavariate(1, 1), r.gammavariate(3, 2),
          r.betavariate(2, 3), r.paretovariate(2), r.weibullvariate(1, 2))
random.seed(42)
state = random.getstate()
first = [random.random() for _ in range(3)]
random.setstate(state)
print(first == [random.random() for _ in range(3)], first)
for call in (lambda: random.randrange(0), lambda: random.choice([]),
             lambda: random.sample([1], 2), lambda: random.randrange(1.5),
             lambda: random.choices([1], [1], cum_weights=[1])):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
