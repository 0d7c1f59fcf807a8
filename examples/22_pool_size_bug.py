# SPDX-License-Identifier: MIT
# A pool whose tasks wait for tasks of the same pool.
#
# Look for: a deadlock. Both workers compute a chapter, each chapter waits for
# its pages, and the pages wait for a free worker. With 5 workers it would
# work, until somebody adds a third chapter.
#
#   gilscope 22_pool_size_bug.py
#   gilscope sweep 22_pool_size_bug.py
#   gilscope sweep 22_pool_size_fixed.py
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=2)


def page(number):
    return number * 10


def chapter(number):
    pages = [pool.submit(page, number + offset) for offset in range(3)]
    return sum(task.result() for task in pages)


chapters = [pool.submit(chapter, number) for number in range(2)]
print("words:", [task.result() for task in chapters])
pool.shutdown()
