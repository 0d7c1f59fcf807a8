# cpython: 3.8-3.8
# sys.settrace and sys.setprofile: what a debugger and a profiler are told.
import sys

log = []


def show(title):
    print('--', title)
    for entry in log:
        print(*entry)
    log.clear()


def trace(frame, event, arg):
    if event == 'exception':
        arg = arg[0].__name__
    code = frame.f_code
    log.append((event, code.co_name, frame.f_lineno - code.co_firstlineno,
                arg))
    return trace


def traced(function, *args):
    sys.settrace(trace)
    try:
        function(*args)
    except LookupError as error:
        log.append(('raised', repr(error)))
    sys.settrace(None)
    show(function.__name__)


def loop(n):
    total = 0
    for i in range(n):
        total += i
    while total > 2: total -= 1
    return total


def handler():
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    finally:
        done = True


def raiser():
    raise KeyError('k')


def outer():
    try:
        raiser()
    finally:
        last = 1


def numbers():
    yield 1
    yield 2


def delegate():
    got = yield from numbers()
    return got


def consume():
    for n in delegate():
        pass


traced(loop, 4)
traced(handler)
traced(outer)
traced(consume)


# ---- the frame's own switches ----

def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    frame.f_trace_lines = False
    log.append((event, frame.f_lasti))
    return opcodes


def plus(a, b):
    return a + b


sys.settrace(opcodes)
plus(1, 2)
sys.settrace(None)
show('opcodes')


def calls_only(frame, event, arg):
    log.append((event, frame.f_code.co_name))


sys.settrace(calls_only)
loop(2)
sys.settrace(None)
show('calls only')


def failing(frame, event, arg):
    if event == 'line':
        raise LookupError('from the trace function')
    return failing


sys.settrace(failing)
try:
    plus(1, 2)
except LookupError as error:
    print(error, sys.gettrace())


# ---- jumps and locals ----

def jumper(frame, event, arg):
    if event == 'line':
        line = frame.f_lineno - frame.f_code.co_firstlineno
        if line == 2:
            frame.f_lineno += 2
        elif line == 5:
            for wrong in (8, 9, 99, -99, 'x'):
                target = wrong
                if wrong != 'x':
                    target += frame.f_code.co_firstlineno
                try:
                    frame.f_lineno = target
                except ValueError as error:
                    text = str(error).split()
                    print(' '.join(w for w in text if not w.isdigit()))
            frame.f_locals['changed'] = 'by the trace function'
    return jumper


def jumped():
    changed = 0
    print('never seen')
    print('nor this')
    print('here')
    print('changed:', changed)
    for i in range(2):
        pass
        try:
            j = i
        except ValueError:
            pass


sys.settrace(jumper)
jumped()
sys.settrace(None)


def back(frame, event, arg):
    if event == 'line' and frame.f_lineno == frame.f_code.co_firstlineno + 4:
        if len(frame.f_locals['seen']) < 3:
            frame.f_lineno = frame.f_code.co_firstlineno + 2
    return back


def again():
    seen = []
    seen.append('once more')

    return seen


sys.settrace(back)
print(again())
sys.settrace(None)
try:
    sys._getframe().f_lineno = 3
except ValueError as error:
    print(error)


# ---- profiles ----

def profile(frame, event, arg):
    log.append((event, frame.f_code.co_name, getattr(arg, '__name__', arg)))


def work():
    items = [3, 1]
    items.append(2)
    try:
        len(5)
    except TypeError:
        pass
    return sorted(items)


sys.setprofile(profile)
work()
sys.setprofile(None)
show('profile')
print(sys.gettrace(), sys.getprofile())


# ---- other iterators, other threads ----

import threading


class Few:
    left = 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return self.left


def few():
    for n in Few():
        last = n
    return last


def named(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        log.append((threading.current_thread().name, event,
                    frame.f_code.co_name, frame.f_lineno
                    - frame.f_code.co_firstlineno))
    return named


sys.settrace(named)
few()
sys.settrace(None)
threading.settrace(named)
for number in range(2):
    thread = threading.Thread(target=plus, args=(1, 2), name=f't{number}')
    thread.start()
    thread.join()
threading.settrace(None)
show('iterators and threads')


def nested(frame, event, arg):
    if event == 'call' and frame.f_code is plus.__code__:
        print('inside:', sys.call_tracing(calls_only, (frame, 'told', None)))
    return None


sys.settrace(nested)
plus(1, 2)
sys.settrace(None)
show('call_tracing')


def changing(frame, event, arg):
    if event == 'line' and 'v' in frame.f_locals:
        frame.f_locals['v'] += 10
    return changing


def value():
    v = 1
    v += 1
    return v


sys.settrace(changing)
result = value()
sys.settrace(None)
print(result)
