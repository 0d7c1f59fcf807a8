# SPDX-License-Identifier: MIT
# Where an item belongs in a sorted list: natives, one opcode each to the
# scheduler.
try:
    from _bisect import bisect_left, bisect_right, insort_left, insort_right
except ImportError:
    from _prelude import prelude_value
    globals().update(prelude_value('half_of_twins')(__name__, '_bisect', (
        'bisect_left', 'bisect_right', 'insort_left', 'insort_right')))

bisect = bisect_right
insort = insort_right
