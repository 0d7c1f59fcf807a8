# SPDX-License-Identifier: MIT
# library: threading
# Making, starting and joining a thread costs few bytecodes.  Every one is
# counted, in both threads, when the tracer of this CPython counts opcodes.
import sys
import threading

LIMIT = 300
count = 0


def tracer(frame, event, arg):
    global count
    if 'threading' not in frame.f_code.co_filename:
        return None
    frame.f_trace_opcodes = True
    if event == 'opcode':
        count += 1
    return tracer


def target():
    pass


def once():
    thread = threading.Thread(target=target)
    thread.start()
    thread.join()


once()
ours = 'vm' in threading.__file__.replace('\\', '/').split('/') \
    if hasattr(threading, '__file__') else False
if ours:
    import dis
    threading.settrace(tracer)
    sys.settrace(tracer)
    once()
    sys.settrace(None)
    threading.settrace(None)
    # The child is traced only from run() on: count what comes before it.
    body = threading.Thread._bootstrap_inner.__code__
    count += len(list(dis.get_instructions(body)))
print(count <= LIMIT)
