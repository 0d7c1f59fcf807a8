# SPDX-License-Identifier: MIT
# A native's twin that never ends, and has no check point: the limit on
# opcodes ends it all the same.
import itertools

print(3 in itertools.cycle([1, 2]))
