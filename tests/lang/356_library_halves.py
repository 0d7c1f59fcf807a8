# The names of the halves that CPython keeps in C, and modules without them.
import importlib
import sys

for whole, half, name in (('heapq', '_heapq', 'heappush'),
                          ('bisect', '_bisect', 'insort_left'),
                          ('functools', '_functools', 'reduce'),
                          ('functools', '_functools', 'partial'),
                          ('functools', '_functools', 'cmp_to_key'),
                          ('collections', '_collections', 'deque'),
                          ('collections', '_collections', 'OrderedDict'),
                          ('csv', '_csv', 'reader'),
                          ('datetime', '_datetime', 'timedelta'),
                          ('json.decoder', '_json', 'scanstring'),
                          ('struct', '_struct', 'Struct'),
                          ('operator', '_operator', 'itemgetter'),
                          ('io', '_io', 'StringIO'),
                          ('decimal', '_decimal', 'Decimal')):
    found = getattr(importlib.import_module(half), name)
    print(half, name, getattr(importlib.import_module(whole), name) is found)

# Blocked, the whole does it alone.
for whole, half in (('heapq', '_heapq'), ('bisect', '_bisect'),
                    ('functools', '_functools')):
    kept = sys.modules.pop(whole), sys.modules[half]
    sys.modules[half] = None
    alone = importlib.import_module(whole)
    sys.modules[whole], sys.modules[half] = kept
    print(whole, alone is kept[0])
    if whole == 'heapq':
        heap = [5, 1, 4]
        alone.heapify(heap)
        alone.heappush(heap, 0)
        print(heap, alone.heappush.__module__, kept[0].heappush.__module__)
    if whole == 'functools':
        print(alone.partial is kept[0].partial, alone.reduce(max, [1, 3, 2]))

try:
    import _csv
    _csv.nothing
except AttributeError as error:
    print(error)
