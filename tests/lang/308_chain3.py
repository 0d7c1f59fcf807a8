# SPDX-License-Identifier: MIT


# cpython: 3.8-3.10
# An uncaught error with causes and contexts three deep.


def one():
    raise ValueError('1')


def two():
    try:
        one()
    except ValueError as e:
        raise TypeError('2') from None


def three():
    try:
        two()
    except TypeError:
        try:
            one()
        except ValueError as v:
            raise RuntimeError('3') from v


def four():
    try:
        three()
    finally:
        {}['four']


four()
