# SPDX-License-Identifier: MIT
# The native half of functools.


def _functools_reduce(function, sequence, *initial):
    try:
        items = iter(sequence)
    except TypeError:
        raise TypeError('reduce() arg 2 must support iteration') from None
    if initial:
        result, = initial
    else:
        for result in items:
            break
        else:
            raise TypeError('reduce() of empty sequence with no initial value')
    for item in items:
        result = function(result, item)
    return result
