# SPDX-License-Identifier: MIT
# Rule 15: a limit inside a run counts opcodes, so that it falls at the same
# place everywhere.
# args: --step-limit 100000
# expect: before
# expect-exit: 124
# expect-err: ...
print("before", flush=True)
while True:
    pass
