# SPDX-License-Identifier: MIT
# Signals in the middle of waits: nested, in locks, joins, generators, sorts.
import signal, threading, time, os, _thread
# nested signals, handler that blocks, handler in lock wait with nested lock
def usr1(n, f):
    print('usr1 begin'); os.kill(os.getpid(), signal.SIGUSR2); time.sleep(0.1); print('usr1 end')
signal.signal(signal.SIGUSR1, usr1)
signal.signal(signal.SIGUSR2, lambda n, f: print('usr2'))
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGUSR1)).start()
t = time.monotonic(); time.sleep(1); print(round(time.monotonic() - t, 1))
lk = threading.Lock(); lk.acquire()
signal.signal(signal.SIGALRM, lambda n, f: lk.release())
signal.setitimer(signal.ITIMER_REAL, 0.3)
print(lk.acquire())
c = threading.Condition()
def alarm(n, f):
    with c2: n_.append(1)
n_ = []; c2 = threading.Lock()
signal.signal(signal.SIGALRM, alarm); signal.setitimer(signal.ITIMER_REAL, 0.1)
with c: print(c.wait(0.5), n_)
try:
    _thread.interrupt_main()
    time.sleep(1)
except KeyboardInterrupt: print('KI')
signal.signal(signal.SIGINT, lambda n, f: print('my int'))
_thread.interrupt_main()
time.sleep(0)
print('x')
signal.signal(signal.SIGINT, signal.SIG_IGN); _thread.interrupt_main(); print('ignored')
for i in range(3):
    signal.signal(signal.SIGALRM, lambda n, f: print('A')); signal.alarm(1); signal.pause()
class E(Exception): pass
def r(n, f): raise E
signal.signal(signal.SIGALRM, r)
def deep(n):
    if n: return deep(n - 1)
    time.sleep(5)
signal.setitimer(signal.ITIMER_REAL, 0.1)
try: deep(50)
except E: print('E')
signal.setitimer(signal.ITIMER_REAL, 0.1)
try: sorted(range(10), key=lambda k: time.sleep(0.05))
except E: print('E in key')
signal.setitimer(signal.ITIMER_REAL, 0.1)
def g():
    try:
        while True: yield time.sleep(0.03)
    finally: print('gen closed')
try:
    for _ in g(): pass
except E: print('E in gen')
signal.setitimer(signal.ITIMER_REAL, 0.1)
th = threading.Thread(target=time.sleep, args=(0.5,)); th.start()
try: th.join()
except E: print('E in join')
th.join(); print(th.is_alive())
