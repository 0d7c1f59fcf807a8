# SPDX-License-Identifier: MIT
# Where an item belongs in a sorted list: natives, one opcode each to the
# scheduler.
from _bisect import bisect_left, bisect_right, insort_left, insort_right

bisect = bisect_right
insort = insort_right
