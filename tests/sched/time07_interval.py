# SPDX-License-Identifier: MIT
# Rule 7: the interval is what was asked for, however short.
# args:
# expect: 0.005
# expect: 5e-07 5e-10
# expect: switch interval must be strictly positive
# args: --interval 50us
# expect: 5e-05
# expect: 5e-07 5e-10
# expect: switch interval must be strictly positive
import sys

print(sys.getswitchinterval())
sys.setswitchinterval(5e-7)
first = sys.getswitchinterval()
sys.setswitchinterval(5e-10)
print(first, sys.getswitchinterval())
try:
    sys.setswitchinterval(0)
except ValueError as error:
    print(error)
