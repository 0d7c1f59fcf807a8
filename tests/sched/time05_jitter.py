# SPDX-License-Identifier: MIT
# Rule 5: timers and wake-ups are a little late, by a draw of luck: a hundred
# seeds tell many results apart at 500 ns, and none without jitter.
# args: --seed 1 --interval 500ns
# expect: late
# args: --seed 2 --interval 500ns
# expect: late
# args: --jitter 0 --seed 1 --interval 500ns
# expect: exact
# args: --jitter 0 --seed 2 --interval 500ns
# expect: exact
import time

before = time.monotonic_ns()
waits = []
for _ in range(20):
    time.sleep(0.001)
    after = time.monotonic_ns()
    waits.append(after - before)
    before = after
# Each turn of the loop costs the same opcodes, so only luck tells them apart.
print("exact" if len(set(waits[1:])) == 1 else "late")
