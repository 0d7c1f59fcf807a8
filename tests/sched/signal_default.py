# SPDX-License-Identifier: MIT
# A signal that nobody catches ends the process by itself: nothing is flushed.
# args: --jitter 0
# expect: before
# expect-exit: -14
import signal
import time

print("before", flush=True)
signal.alarm(5)
print("never written", end="")
time.sleep(10)
print("not reached")
