# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# Frames of lambdas, comprehensions, classes, generators and exec.


def generator():
    yield [1 // x for x in (1, 0)]


class Runner:
    def __call__(self):
        return (lambda g: next(g))(generator())


exec("Runner()()")
