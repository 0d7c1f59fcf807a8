# SPDX-License-Identifier: MIT
# Rule 19: the body of a library module costs no time and has no check points,
# so an import takes equally long whatever is in the module.
# args:
# expect: True
# args: --policy random
# expect: True
import time

start = time.monotonic_ns()
import bisect
middle = time.monotonic_ns()
import statistics
end = time.monotonic_ns()
print(middle - start == end - middle)
