# SPDX-License-Identifier: MIT
# Rule 1: time is whole nanoseconds, each opcode costs some, sleeps are exact.
# args:
# expect: True True True
# expect: 10.0 s of sleep
# args: --interval 0.5ns
# expect: True True True
# expect: 10.0 s of sleep
import time

a = time.monotonic_ns()
b = time.monotonic_ns()
c = time.monotonic_ns()
print(a < b < c, (b - a) % 50 == 0, b - a == c - b)
a = time.monotonic()
time.sleep(10)
print(round(time.monotonic() - a, 3), "s of sleep")
