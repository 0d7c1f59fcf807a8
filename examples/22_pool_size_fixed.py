# SPDX-License-Identifier: MIT
# The fix: a task never waits for its own pool; here each level has a pool.
#
# Look for: words: [30, 60], with two workers in each pool and any number of
# chapters. Better still, if the program allows it: let the main thread wait
# for the pages, and no task for another.
#
#   gilscope sweep 22_pool_size_fixed.py
from concurrent.futures import ThreadPoolExecutor

chapter_pool = ThreadPoolExecutor(max_workers=2)
page_pool = ThreadPoolExecutor(max_workers=2)


def page(number):
    return number * 10


def chapter(number):
    pages = [page_pool.submit(page, number + offset) for offset in range(3)]
    return sum(task.result() for task in pages)


chapters = [chapter_pool.submit(chapter, number) for number in range(2)]
print("words:", [task.result() for task in chapters])
chapter_pool.shutdown()
page_pool.shutdown()
