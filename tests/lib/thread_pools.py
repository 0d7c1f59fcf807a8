# SPDX-License-Identifier: MIT
# library: multiprocessing
# ThreadPool and multiprocessing.dummy.
from multiprocessing.pool import ThreadPool
from multiprocessing import TimeoutError, cpu_count
import multiprocessing.dummy as d, threading, time
with ThreadPool(4) as p:
    print(p)
    print(p.map(lambda x: x*x, range(10)))
    print(p.starmap(pow, [(2,3),(3,2)]))
    print(p.apply(max, (1,2)))
    print(list(p.imap(lambda x:x+1, range(5))), list(p.imap(lambda x:x+1, range(7),3)))
    print(sorted(p.imap_unordered(lambda x:x+1, range(5))))
    r=p.apply_async(time.sleep,(0.5,))
    try: r.get(0.1)
    except TimeoutError as e: print('timeout', repr(e), r.ready())
    try: r.successful()
    except ValueError as e: print('not ready')
    r.wait(); print(r.successful(), threading.active_count())
    def bad(x): 
        if x==3: raise KeyError(x)
        return x
    try: p.map(bad, range(6))
    except KeyError as e: print(repr(e))
    def g():
        yield 1; yield 2; 1/0
    it=p.imap(lambda x:x,g())
    try:
        while 1: print(next(it))
    except ZeroDivisionError as e: print(repr(e))
    got=[]
    p.map_async(bad, [1,2], callback=got.append).wait(); print(got)
    p.map_async(bad, [3], error_callback=got.append).wait(); print(got)
    print(p.map(bad, []))
try: p.map(bad,[1])
except ValueError as e: print(e)
p=d.Pool(2)
names=set()
p.map(lambda x: (time.sleep(.01), names.add(threading.current_thread().name)), range(8), 1)
print(len(names))
try: p.join()
except ValueError as e: print(e)
p.close(); p.join(); print(p)
for a in ((0,),(1,3)):
    try: ThreadPool(*a)
    except Exception as e: print(repr(e))
q=d.Process(target=lambda: None); q.start(); q.join(); print(q.exitcode, d.active_children())
a,b=d.Pipe(); a.send(3); print(b.poll(), b.recv(), b.poll())
v=d.Value('i',3); print(v)
