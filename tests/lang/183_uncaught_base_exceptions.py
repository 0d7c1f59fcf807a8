# SPDX-License-Identifier: MIT
# SystemExit is silent; its argument is the status or a message.
import sys
try:
    sys.exit(5)
except SystemExit as e:
    print("code", e.code)
try:
    exit_value = 0
    raise SystemExit("message on stderr")
finally:
    print("finally runs")
