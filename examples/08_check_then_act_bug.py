# SPDX-License-Identifier: MIT
# Check, then act: two threads share a dictionary of word counts.
#
# Look for: fewer words than were read. Each thread asks whether the word is
# there and then acts on the answer; in between, the other thread may have
# made the answer out of date. It then puts a fresh 0 over a count.
#
#   gilscope 08_check_then_act_bug.py            18: nobody came in between
#   gilscope sweep 08_check_then_act_bug.py      how often, for four intervals
#   gilscope sweep 08_check_then_act_fixed.py    the repair
import threading

TEXT = "the cat saw the dog the dog saw".split() + ["the"]
counts = {}


def count():
    for word in TEXT:
        if word not in counts:
            counts[word] = 0
        counts[word] += 1


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"{sum(counts.values())} words counted, {2 * len(TEXT)} read")
