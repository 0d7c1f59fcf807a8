# SPDX-License-Identifier: MIT
# The fix: the question and the act belong together, under one lock.
#
# Look for: 18 words at every interval. A lock around the last line alone
# would not do: the question would still be out of date. Each single method of
# a dict is safe by itself; what needs the lock is the sequence.
#
#   gilscope sweep 08_check_then_act_fixed.py
import threading

TEXT = "the cat saw the dog the dog saw".split() + ["the"]
counts = {}
lock = threading.Lock()


def count():
    for word in TEXT:
        with lock:
            if word not in counts:
                counts[word] = 0
            counts[word] += 1


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{sum(counts.values())} words counted, {2 * len(TEXT)} read")
