# SPDX-License-Identifier: MIT
# An operator that takes no operands, moved to the heap: its __del__ waits.
class Gone:
    def __del__(self):
        print("gone", self)
        [].append(self)


for i in range(20):
    gone = Gone()
    del gone
