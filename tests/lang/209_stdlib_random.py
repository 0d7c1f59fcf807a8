# SPDX-License-Identifier: MIT
# random: the same numbers as CPython for the same seed.
import random
random.seed(42)
print(random.random(), random.random(), random.randint(1, 100),
    random.randrange(10), random.choice("abcdef"), random.uniform(1, 2),
    random.getrandbits(40))
l = list(range(10))
random.shuffle(l)
print(l, random.sample(range(100), 5), random.choices("abc", k=5),
    random.choices([1, 2], weights=[9, 1], k=5))
print(random.gauss(0, 1), random.expovariate(2), random.triangular(0, 10, 5),
    random.betavariate(1, 2), random.normalvariate(0, 1))
r, s = random.Random(7), random.Random(7)
print(r.random() == s.random(), random.Random("text").random(),
    random.Random(2**100).random(), random.Random(-5).random(),
    random.Random(1.5).random())
state = random.getstate()
a = random.random()
random.setstate(state)
print(a == random.random())
random.seed(0)
print([random.randint(0, 9) for _ in range(10)], random.randrange(0, 100, 7),
    random.randrange(10**30))
