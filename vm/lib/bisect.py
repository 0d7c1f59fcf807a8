# SPDX-License-Identifier: MIT
# Where an item belongs in a sorted list. CPython's own are native, one opcode
# each to the scheduler, so they live in the prelude.
from _prelude import prelude_value

for _name in ('bisect_left', 'bisect_right', 'insort_left', 'insort_right'):
    _native = prelude_value('bisect_' + _name)
    _native.__name__ = _native.__qualname__ = _name
    globals()[_name] = _native
del _name, _native, prelude_value
bisect = bisect_right
insort = insort_right
