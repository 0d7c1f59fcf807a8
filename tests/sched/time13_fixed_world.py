# SPDX-License-Identifier: MIT
# Rule 13: what a program can ask of its machine is fixed.
# args:
# expect: 2025-01-01 00:00:00 UTC
# expect: 1000
import os
import time

print(time.strftime("%Y-%m-%d %H:%M:%S %Z", time.gmtime()))
print(os.getpid())
